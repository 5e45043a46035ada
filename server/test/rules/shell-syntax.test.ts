import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const run = (script: string): string => `FROM debian:13\nRUN ${script}\n`;
const heredoc = (script: string): string => `FROM debian:13\nRUN <<EOF\n${script}\nEOF\n`;
const everywhere = { options: { everywhere: true } };

/** Each rule, a script with marks, and the script after the first fix. */
const fixed: readonly (readonly [rule: string, bad: string, good: string, safe: boolean])[] = [
  ['sh-useless-backslash', 'apt-get «\\u»pdate', 'apt-get update', false],
  ['sh-space-after-equals', '«version=» 1.2', 'version=1.2', false],
  ['sh-keyword-needs-semicolon', 'for x in a; do echo $x «done»', 'for x in a; do echo $x; done', false],
  ['sh-unicode-space', 'true &&«\u00a0»curl x', 'true && curl x', true],
  ['sh-unicode-space', 'echo a«\u00a0»b "c\u00a0d"', 'echo a b "c\u00a0d"', false],
  ['sh-missing-space', 'if [ a = «b]»; then x; fi', 'if [ a = b ]; then x; fi', false],
  ['sh-missing-space', '«[-f» x ] && y', '[ -f x ] && y', false],
  ['sh-missing-space', 'if «!grep» -q x y; then z; fi', 'if ! grep -q x y; then z; fi', false],
  ['sh-missing-space', '«{foo»; }', '{ foo; }', false],
  ['sh-missing-space', '[ a «=b» ]', '[ a = b ]', false],
  ['sh-amp-semicolon', 'a &«;» b', 'a & b', true],
  ['sh-amp-semicolon', 'for x in a; do b "$x" &«;» done', 'for x in a; do b "$x" & done', true],
  ['sh-dollar-on-assignment-lhs', '«$x»=1 && y', 'x=1 && y', false],
  ['sh-spaces-around-assignment', 'x «=» 1', 'x=1', false],
  ['sh-acute-accent-tick', 'echo «´»date´', 'echo $(date)', false],
  ['sh-keyword-case', '«If» true; «Then» a; «Fi»', 'if true; then a; fi', false],
  ['sh-literal-brace', 'echo «{»', "echo '{'", false],
  ['sh-dollar-on-iterator', 'for «$x» in a b; do echo $x; done', 'for x in a b; do echo $x; done', false],
  ['sh-array-braces', 'echo "«$x[0]»"', 'echo "${x[0]}"', false],
  ['sh-function-space', 'function «f{» true; }', 'function f { true; }', true],
  ['sh-double-equals-assignment', 'x«==»1', 'x=1', false],
  ['sh-dollar-not-special', 'echo "5 «$» a month" $', 'echo "5 \\$ a month" $', false],
];

describe('scripts that say something else than was meant', () => {
  test.each(fixed)('%s: %s', (rule, bad, good, safe) => {
    expectFix(rule, run(bad), run(good), { safe });
  });

  test.each(fixed)('%s: %s, through continuations and comments', (rule, bad, good) => {
    const around = (script: string): string => run(`true \\\n # a comment\n\n && true; \\\n  ${script}`);
    expectFix(rule, around(bad), around(good));
  });

  test('sh-space-before-hash and the quotes of several lines, in a heredoc', () => {
    expectFix(
      'sh-space-before-hash',
      heredoc('for x in a; «do#» b\n  y\ndone'),
      heredoc('for x in a; do # b\n  y\ndone'),
      { safe: false },
    );
    expectFindings('sh-unclosed-double-quote', heredoc('echo «"»a >> x\necho "b«"» >> x'));
    expectFindings('sh-suspicious-end-quote', heredoc('x="a\ny=«"b»\necho $x$y"'));
    expectFindings('sh-unclosed-double-quote', heredoc('echo "a\nb" c'));
    expectFindings('sh-unclosed-double-quote', run('echo «"»a'));
    expectFindings('sh-unclosed-double-quote', run('echo "a \\\n b"c'));
  });

  test('sh-function-parameters and sh-eval-quote have no fix', () => {
    expectFindings('sh-function-parameters', run('f«(a, b)» { echo; }; f'));
    expectFindings('sh-function-parameters', run('f() { echo; }; (f) { x'));
    expectFindings('sh-eval-quote', run('eval «x=(a b)»'));
    expectFindings('sh-eval-quote', run('eval "x=(a b)"; eval x=$(a)'));
  });

  test('silent where it is meant, or harmless', () => {
    expectFindings(
      'sh-useless-backslash',
      run('\\rm -f \\*.c && find . -name \\*.o -exec ls \\{\\} \\; && sed "s/\\./x/" a\\.b'),
    );
    expectFindings('sh-space-after-equals', run('CC= make all && IFS= read -r x && y= && z=""'));
    expectFindings('sh-keyword-needs-semicolon', run('for x in a; do echo done; done && echo fi'));
    expectFindings('sh-missing-space', run('[ -f x ] && [[ -f y ]] && { a; } && {a,b} && ! c && (d)'));
    expectFindings('sh-amp-semicolon', run('case x in a) b &;; esac; a & b && c; d "&;"'));
    expectFindings('sh-spaces-around-assignment', run('[ a = b ] && test a = b && expr 1 = 1 && x=1'));
    expectFindings('sh-spaces-around-assignment', run('chmod =rx file && chmod =2775 dir'));
    expectFindings('sh-acute-accent-tick', run('echo "´a´" caf´e'));
    expectFindings('sh-keyword-case', run('echo If Then && /bin/If'));
    expectFindings('sh-literal-brace', run("find . -exec ls {} + ; xargs -I{} a {}; echo ${x} '{' {a,b} %{http_code}"));
    expectFindings('sh-array-braces', run('grep "^$x[[:space:]]" f; sed "s/$x[0-9]*//" f; echo "[$x]"'));
    expectFindings('sh-double-equals-assignment', run('pip install a==1 && x="=1"'));
    expectFindings('sh-dollar-not-special', run('grep "a$" f | sed s/x$//; echo "$x $? $$"'));
  });

  test('everywhere: as ShellCheck does', () => {
    expectFindings('sh-space-after-equals', run('«CC=» make all'), everywhere);
    expectFindings('sh-keyword-needs-semicolon', run('echo «done»'), everywhere);
    expectFindings('sh-literal-brace', run('curl -w «%{http_code}» x'), everywhere);
    expectFindings('sh-array-braces', run('grep "^«$x[»[:space:]]" f'), everywhere);
  });

  test('in ONBUILD and with CRLF, not in PowerShell, on Windows images and in JSON form', () => {
    expectFindings('sh-spaces-around-assignment', 'FROM debian:13\r\nONBUILD RUN true && \\\r\n  x «=» 1\r\n');
    expectFindings('sh-spaces-around-assignment', 'FROM x:1\nSHELL ["pwsh", "-c"]\nRUN $x = 1\n');
    expectFindings('sh-spaces-around-assignment', 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN $x = 1\n');
    expectFindings('sh-spaces-around-assignment', 'FROM debian:13\nRUN ["x", "=", "1"]\n');
  });
});

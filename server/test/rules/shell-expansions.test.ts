import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const run = (script: string): string => `FROM debian:13\nRUN ${script}\n`;
const alpine = (script: string): string => `FROM alpine:3.22\nRUN ${script}\n`;
const everywhere = { options: { everywhere: true } };

/** Each rule, a script with marks, and the script after the first fix. */
const fixed: readonly (readonly [rule: string, bad: string, good: string, safe: boolean])[] = [
  ['sh-useless-cat', '«cat a» | grep b', 'grep b < a', false],
  ['sh-glob-leading-dash', 'rm -f «*.gz»', 'rm -f ./*.gz', false],
  ['sh-unquoted-command-substitution', '[ «$(a)» = b ]', '[ "$(a)" = b ]', false],
  ['sh-unquoted-variable', '[ -n «$X» ]', '[ -n "$X" ]', false],
  ['sh-quotes-inside-quotes', 'echo "a"«b»"c"', 'echo "a\\"b\\"c"', false],
  ['sh-declare-and-assign', 'export «x»="$(a)" && b', 'x="$(a)" && export x && b', false],
  ['sh-declare-and-assign', 'if a; then export «x»=$(b); fi', 'if a; then x=$(b); export x; fi', false],
  ['sh-cd-without-exit', '«cd /a»; b', 'cd /a || exit 1; b', false],
  ['sh-backticks', 'echo "«`a b`»"', 'echo "$(a b)"', true],
  ['sh-backticks', 'x=«`(a; b)`»', 'x=$( (a; b))', true],
  ['sh-find-xargs', 'find . -type f | «xargs» rm', 'find . -type f -print0 | xargs -0 rm', false],
  ['sh-find-xargs', 'find . -print | «xargs» -n1 rm', 'find . -print0 | xargs -0 -n1 rm', false],
  ['sh-printf-format-variable', 'printf «"$x"»', 'printf \'%s\' "$x"', false],
  ['sh-unquoted-array', 'f() { x «$@»; }', 'f() { x "$@"; }', false],
  ['sh-rm-root-risk', 'rm -rf «"$X"/*»', 'rm -rf "${X:?}"/*', false],
  ['sh-read-without-r', '«read» x', 'read -r x', false],
];

describe('expansions and commands', () => {
  test.each(fixed)('%s: %s', (rule, bad, good, safe) => {
    expectFix(rule, run(bad), run(good), { safe });
  });

  test.each(fixed)('%s: %s, through continuations and comments', (rule, bad, good) => {
    const around = (script: string): string => run(`true \\\n # a comment\n\n && true; \\\n  ${script}`);
    expectFix(rule, around(bad), around(good));
  });

  test('sh-echo-escapes: where echo prints them as they are', () => {
    expectFix('sh-echo-escapes', alpine('echo «"a\\nb"» > x'), alpine('printf \'%b\\n\' "a\\nb" > x'), { safe: false });
    expectFindings('sh-echo-escapes', 'FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN echo «\'a\\tb\'»\n');
    expectFindings('sh-echo-escapes', run('echo "a\\nb"'));
    expectFindings('sh-echo-escapes', alpine('echo -e "a\\nb"; echo "a\\d"; echo "a\\\\n"; printf "a\\n"'));
    expectFindings('sh-echo-escapes', run('echo «"a\\nb"»'), everywhere);
  });

  test('sh-and-or-not-if-else', () => {
    const rule = 'sh-and-or-not-if-else';
    expectFindings(rule, run('a && b «||» c'));
    expectFindings(rule, run('a && b || exit 1; a && b || echo x; a && [ -f x ] || c; a && b || true'));
    expectFindings(rule, run('a && b || { c; exit 1; }; if a && b || c; then d; fi; (a && b || c) && d; a || b && c'));
    expectFindings(rule, run('a && b «||» false; a && b «||» { c; exit 1; }; a && true «||» c'), everywhere);
    expectFindings(rule, run('a && b || true; a && b || :; a && b || exit 1; a && [ -f x ] || c'), everywhere);
  });

  test('sh-word-outside-quotes', () => {
    expectFindings('sh-word-outside-quotes', run("echo 'a'«b»'c' 'don'\\''t' 'a'-'b' 'a'b"));
    expectFindings('sh-word-outside-quotes', run("echo 'a'«b»"), everywhere);
  });

  test('sh-no-expansion-in-single-quotes', () => {
    const rule = 'sh-no-expansion-in-single-quotes';
    expectFindings(rule, run("echo «'$x'» 'a$' '$ 5' '$?'"));
    expectFindings(
      rule,
      run("awk '{print $1}' f; sh -c 'echo $x'; sed '$d' f; sed 's/a$/b/' f; su a -c 'echo $x'; trap 'rm $x' EXIT"),
    );
    expectFindings(rule, run("su a -c «'echo $x'»"), everywhere);
    expectFindings(rule, run("sed 's/a/${\\1}/' f; sed «'s/a/${b}/'» f; pwsh -c '$x = 1'"));
  });

  test('sh-check-exit-code-directly', () => {
    expectFindings(
      'sh-check-exit-code-directly',
      run('a; if [ «$?» -eq 0 ]; then b; fi; [ 0 -ne «"$?"» ]; [ $? -eq 2 ]; x=$?'),
    );
    for (const [bad, good] of [
      ['a x; if [ «$?» -eq 0 ]; then b; fi', 'if a x; then b; fi'],
      ['a x; \\\n  if [ «$?» -ne 0 ]; then b; fi', 'if ! a x; then b; fi'],
      ['c; a && b; if [ 0 = «$?» ]; then b; fi', 'c; if a && b; then b; fi'],
    ] as const) {
      expectFix('sh-check-exit-code-directly', run(bad), run(good), { safe: false });
    }
    for (const other of [
      'a && b; if [ «$?» -ne 0 ]; then b; fi',
      'a & if [ «$?» -eq 0 ]; then b; fi',
      'if a; [ «$?» = 0 ]; then b; fi',
    ]) {
      const [finding] = expectFindings('sh-check-exit-code-directly', run(other));
      expect(finding?.fixes).toBeUndefined();
    }
  });

  test('silent where it is meant, or harmless', () => {
    expectFindings(
      'sh-useless-cat',
      run('cat a b | c; cat | d; cat -n a | e; cat *.x | f; cat $x | g; h | cat i | j; cat <<< a | k'),
    );
    expectFindings(
      'sh-glob-leading-dash',
      run('rm ./*; echo *; rm a*; rm -- *; [ -f *.x ]; find . -name *.c; for x in *; do y; done'),
    );
    expectFindings('sh-quotes-inside-quotes', run('echo "a"="b" "$x"-"$y" "a"/"b" "a""b" "a"\'b\'"c"'));
    expectFindings('sh-declare-and-assign', run('x=$(a); export x y=1 z=$((1+2)) w="$b"'));
    expectFindings('sh-cd-without-exit', run('cd a && b; cd ..; cd /; if cd c; then d; fi; cd e || exit; f && cd g'));
    expectFindings('sh-cd-without-exit', run('set -ex; cd a; b'));
    expectFindings('sh-backticks', run('echo \'`a`\' "\\`"'));
    expectFindings(
      'sh-find-xargs',
      run("find . -print0 | xargs -0 a; find . | xargs -d '\\n' b; find . | sort | xargs c; d | xargs e"),
    );
    expectFindings(
      'sh-printf-format-variable',
      run('printf "%s" "$x"; printf "a\\n"; printf "$x%s" y; printf -- "a" "$x"'),
    );
    expectFindings('sh-unquoted-array', run('f() { x "$@" "${a[@]}" $# ; }'));
    expectFindings('sh-rm-root-risk', run('rm -rf "$X" "$X/cache" "${X:?}/"* /var/lib/apt/lists/*; rm -f $X/*'));
    expectFindings('sh-read-without-r', run('read -r x; read -er y; read -t 0'));
  });

  test('backticks with a backslash inside have no fix: there they mean something else', () => {
    const [finding] = expectFindings('sh-backticks', run('x=«`a \\$y`»'));
    if (finding?.fixes?.length) throw new Error('a fix');
  });
});

describe('sh-unquoted-variable', () => {
  const rule = 'sh-unquoted-variable';
  test('in tests that an empty value breaks, not where the value is known or the test comes out right', () => {
    expectFindings(
      rule,
      'FROM a:1\nARG X\nRUN [ «$X» = a ] || [ b != «${X}» ] || [ $X ] || [ -z $X ] || [ $X -gt 1 ] || [ -d /a/$X ]\n',
    );
    expectFindings(
      rule,
      'FROM a:1\nARG X=1 TARGETARCH\nENV Y=a\nRUN [ $X = a ] && [ $Y = b ] && [ $TARGETARCH = amd64 ] && x=1 && [ $x = 1 ]\n',
    );
  });

  test('not where splitting is the point', () => {
    expectFindings(rule, 'FROM a:1\nENV PACKAGES="a b"\nRUN apt-get install $PACKAGES && make $FLAGS && rm -rf $DIR\n');
    expectFindings(rule, 'FROM a:1\nENV DIR="/my files"\nRUN cp a «$DIR»/b && cp c "$DIR/d"\n');
  });

  test('everywhere: follows the assignments through the script', () => {
    const cases = [
      'echo «$FOO» "$FOO" ${FOO:+a} $? ${#FOO}',
      'x=1; echo $x; x=$(a); echo «$x»; x=2; echo $x',
      'x="a b"; echo «$x»',
      'if a; then x=1; else x=$(b); fi; echo «$x»',
      'case a in b) x=1 ;; *) x=2 ;; esac; echo $x',
      'case a in b) x=1 ;; *) exit 1 ;; esac; echo $x',
      'for x in a b; do echo $x; done; for y in $FOO; do echo «$y»; done',
      'x=1; (x=$(a); echo «$x»); echo $x',
      'x=1; while a; do echo «$x»; x=$(b); done',
      'x=1; f() { x=$(a); }; f; echo «$x»',
      'x=$FOO y=a; case $x in $y) z=$x ;; esac; cat < «$x» > $y; [ «$x» = $y ]',
      '«$FOO»/bin/a; $FOO a; exec $FOO',
      'x=; if a; then x=b; fi; echo $x',
      'x=1 && echo $x; a && x=2 && echo $x; a && y=1 && echo $y',
    ];
    for (const script of cases) expectFindings(rule, run(script), everywhere);
    expectFindings(rule, 'FROM a:1\nARG A\nENV B="x y"\nRUN echo $A $B $http_proxy\n', everywhere);
  });
});

describe('sh-unquoted-command-substitution', () => {
  const rule = 'sh-unquoted-command-substitution';
  test('not for what prints one word, and not outside tests', () => {
    expectFindings(rule, run('[ $(id -u) = 0 ]; [ -z $(a) ]; [ $(a) -eq 1 ]; apk add $(cat x); make -j$(nproc)'));
  });

  test('everywhere', () => {
    expectFindings(
      rule,
      run('a «$(b)» "$(c)" x«`d`»; y=$(e); for z in $(f); do g; done; $(h) i; seq $(seq 3) > «$(j)»'),
      everywhere,
    );
  });
});

describe('variables that are set or read by nobody', () => {
  test('sh-unassigned-variable', () => {
    const rule = 'sh-unassigned-variable';
    expectFindings(rule, run('x=1; echo "$x" "«$y»" "$y" $FOO "${z:-a}"'));
    expectFindings(rule, 'FROM a:1\nARG x\nENV y=1\nRUN echo $x $y $http_proxy\nFROM a:1\nRUN echo «$x»\n');
    expectFindings(rule, 'ARG x=1\nFROM a:1\nRUN echo $x\n');
    expectFindings(rule, 'FROM a:1 AS b\nENV x=1\nFROM b\nRUN echo $x\n');
    expectFindings(rule, run('. /etc/os-release; echo $id'));
    expectFindings(
      rule,
      run('[ -n "$x" ] && echo $x; read -r y; echo $y; for z in a; do echo $z; done; : "${w:=1}"; echo $w'),
    );
    expectFindings(rule, run('. ./a; echo «$id»'), everywhere);
    expectFindings(rule, run('echo $((«x» + 1)) $((y = 1)) $((y + 16#ff)); : $((z++)); echo $z'));
    expectFindings(rule, run('echo $x; if a; then'));
    expectFindings(rule, 'FROM a:1\nSHELL ["/bin/bash", "-c"]\nRUN x=1; ((x > 0))\n');
  });

  test('sh-unused-variable', () => {
    const rule = 'sh-unused-variable';
    expectFindings(rule, run('«foo»=1; bar; x=2 bar; export y=3; z=4; echo "$z"; w=5; export w'));
    expectFindings(rule, 'FROM a:1\nENV FOO=1\nRUN FOO=2; LANG=C; PATH=/x:$PATH; _x=1; make\n');
    expectFindings(rule, run('for i in 1 2; do a; done; read -r b; c=1; . ./d; set -a; e=2'));
    expectFindings(rule, run('for «i» in 1 2; do a; done; read -r «b»'), everywhere);
    expectFindings(rule, run('x=1; cat <<E\n$x\nE\n').trimEnd().concat('\n'));
    expectFindings(rule, run('x=1; echo $((x + 1)); y=2; f() { echo $y; }'));
    expectFindings(rule, run('for x in a; do echo $x done'), everywhere);
  });
});

describe('sh-rm-root-risk', () => {
  const rule = 'sh-rm-root-risk';
  test('folders of the system, unless the variable has a value for sure', () => {
    expectFindings(rule, run('rm -rf «$X/» «/usr/$X» «"$X/lib"» "$X/src"'));
    expectFindings(rule, 'FROM a:1\nENV X=/a\nRUN y="$(mktemp -d)" && z=/b && rm -rf $X/* "$y"/* $z/* "$HOME"/*\n');
    expectFindings(rule, 'FROM a:1\nENV X=/a\nRUN rm -rf «$X/*»\n', everywhere);
  });
});

import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'legacy-key-value-format';

describe(rule, () => {
  test.each([
    ['ENV «A b»', 'ENV A=b'],
    ['ENV «A   b c»', 'ENV A="b c"'],
    ['env «A $B/c d»', 'env A="$B/c d"'],
    ['LABEL «a.b c  d»', 'LABEL a.b="c  d"'],
    ['ENV «A B=1 C=2»', 'ENV A="B=1 C=2"'],
    ['ENV «A "b c"»', 'ENV A="b c"'],
    ['ENV «A say "hi there"»', 'ENV A="say hi there"'],
    ["ENV «A it\\'s 'a $b'»", 'ENV A="it\'s a \\$b"'],
    ['ENV «A b\\ c»', 'ENV A="b c"'],
    ['ENV «A "a\\b" c»', 'ENV A="a\\b c"'],
    ['ENV «A "x\\"y" z»', 'ENV A="x\\"y z"'],
    ['ENV «A "b"»', 'ENV A="b"'],
    ['ENV «A b \\\n    c»', 'ENV A="b \\\n    c"'],
    ["ENV «A 'b $c'»", "ENV A='b $c'"],
    ['ENV «A "b" \\\n # why\n  c»', 'ENV A="b \\\n # why\n  c"'],
  ])('%s', (before, after) => {
    expectFix(rule, `FROM a:1\n${before}\n`, `FROM a:1\n${after}\n`, { safe: true });
  });

  test('with a backtick as escape character backslashes are plain', () => {
    expectFix(rule, '# escape=`\nFROM a:1\nENV «P C:\\a b»\n', '# escape=`\nFROM a:1\nENV P="C:\\a b"\n', {
      safe: true,
    });
  });

  test('no fix where a comment stands between name and value', () => {
    const [finding] = expectFindings(rule, 'FROM a:1\nENV «A \\\n # why\n  b»\n');
    expect(finding?.fixes).toBeUndefined();
  });

  test('the form with = is silent, and so is ONBUILD', () => {
    expectFindings(rule, 'FROM a:1\nENV A=b C="d e"\nLABEL x="y"\nENV A\nARG A b\nONBUILD ENV A b\n');
  });

  test('`A = b` is the finding of another rule, but where BuildKit is followed to the letter', () => {
    expectFindings(rule, 'FROM a:1\nENV A = b\n');
    expectFindings(rule, 'FROM a:1\nENV «A = b»\n', { options: { everywhere: true } });
  });
});

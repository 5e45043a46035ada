import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'json-args-recommended';
const buildkit = { settings: { preset: 'buildkit' } } as const;
const hadolint = { settings: { preset: 'hadolint' } } as const;

describe(rule, () => {
  test('CMD and ENTRYPOINT in shell form', () => {
    expectFix(rule, 'FROM a:1\n«CMD node server.js»\n', 'FROM a:1\nCMD ["node", "server.js"]\n', { safe: false });
    expectFix(
      rule,
      'FROM a:1\n«ENTRYPOINT java $JAVA_OPTS -jar app.jar»\n',
      'FROM a:1\nENTRYPOINT ["/bin/sh", "-c", "exec java $JAVA_OPTS -jar app.jar"]\n',
      { safe: false },
    );
  });

  test('lines, comments and blanks stay', () => {
    expectFix(
      rule,
      'FROM a:1\n«CMD a \\\n  # why\n  --b  "c d"»\n',
      'FROM a:1\nCMD ["a", \\\n  # why\n  "--b",  "c d"]\n',
    );
    expectFix(
      rule,
      'FROM a:1\n«CMD a $B \\\n  # why\n\t"c"»\n',
      'FROM a:1\nCMD ["/bin/sh", "-c", "exec a $B \\\n  # why\n\\t\\"c\\""]\n',
    );
  });

  test('`exec` only before a program, and the shell that SHELL names', () => {
    for (const command of ['exec a $B', 'A=1 a', '(a)', '! a', 'a &', '. /a', 'a && b']) {
      expectFix(rule, `FROM a:1\n«CMD ${command}»\n`, `FROM a:1\nCMD ["/bin/sh", "-c", "${command}"]\n`);
    }
    expectFix(rule, 'FROM a:1\n«CMD exec a b»\n', 'FROM a:1\nCMD ["a", "b"]\n');
    const shell = 'FROM a:1\nSHELL ["/bin/bash", "-eu", "-c"]\n';
    expectFix(rule, `${shell}«CMD a $B»\n`, `${shell}CMD ["/bin/bash", "-eu", "-c", "exec a $B"]\n`, hadolint);
  });

  test('not in JSON form, behind SHELL of the stage or one below it, in HEALTHCHECK and ONBUILD', () => {
    expectFindings(rule, 'FROM a:1\nCMD ["a"]\nENTRYPOINT []\nHEALTHCHECK CMD a\nONBUILD CMD a\n');
    expectFindings(rule, 'FROM a:1 AS x\nSHELL ["/bin/bash", "-c"]\nCMD a\nFROM x\nCMD a\nFROM a:1\n«CMD a»\n');
    expectFindings(rule, 'FROM a:1\n«CMD a»\nSHELL ["/bin/bash", "-c"]\n');
    expectFindings(
      rule,
      'FROM a:1 AS x\nONBUILD SHELL ["/bin/bash", "-c"]\n«CMD a»\nFROM x AS y\nCMD a\nFROM y\nCMD a\n',
    );
  });

  test('JSON that is none belongs to another rule, but is shell form for BuildKit and hadolint', () => {
    const source = "FROM a:1\nCMD ['a']\n";
    expectFindings(rule, source);
    for (const preset of [buildkit, hadolint]) expectFindings(rule, "FROM a:1\n«CMD ['a']»\n", preset);
    expectFindings(rule, 'FROM a:1\nCMD ["a", 1]\n', buildkit);
  });

  test('SHELL does not matter to hadolint', () => {
    expectFindings(rule, 'FROM a:1\nSHELL ["/bin/bash", "-c"]\n«CMD a»\n', hadolint);
  });
});

import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('useradd-high-uid-without-l', () => {
  const rule = 'useradd-high-uid-without-l';
  const run = (script: string): string => `FROM ubuntu:24.04\nRUN ${script}\n`;

  test('marks the uid and inserts -l', () => {
    expectFix(
      rule,
      run('groupadd app && \\\n  useradd -m -u «100000» app && useradd «--uid=1234567» b'),
      run('groupadd app && \\\n  useradd -l -m -u 100000 app && useradd -l --uid=1234567 b'),
      { safe: true },
    );
    expectFindings(rule, run('useradd -mu «1234567» a; useradd «-u1234567» b; useradd --uid «1234567» c'));
    expectFindings(rule, 'FROM x:1\nARG ID=1234567\nONBUILD RUN useradd -u «1234567» a\nRUN useradd -u «$ID» a\n');
  });

  test('not with -l, for small and unknown numbers, and for other programs', () => {
    expectFindings(rule, run('useradd -l -u 1234567 a; useradd -lmu 1234567 b; useradd --no-log-init -u 1234567 c'));
    expectFindings(rule, run('useradd -u 99999 a; useradd -u 0000000000$X b; useradd -u $USER_ID c; useradd app'));
    expectFindings(rule, run('adduser -u 1234567 a; usermod -u 1234567 b; useradd -g 1234567 c'));
  });
});

describe('non-numeric-user', () => {
  const rule = 'non-numeric-user';

  test('marks the name that the image ends with, and takes the number from above', () => {
    expectFix(
      rule,
      'FROM x:1 AS a\nRUN useradd -r -u 999 app\nUSER app\nFROM a\nUSER root\nRUN x\nUSER «app»:app\n',
      'FROM x:1 AS a\nRUN useradd -r -u 999 app\nUSER app\nFROM a\nUSER root\nRUN x\nUSER 999:app\n',
      { safe: false },
    );
    const [finding] = expectFindings(rule, 'FROM x:1 AS a\nUSER «node»\nFROM a\nRUN useradd -u 1 node\n');
    expect(finding?.fixes).toBeUndefined();
  });

  test('not for numbers, root, ARGs, variables that may be numbers, and Windows', () => {
    for (const user of ['1000', '1000:app', '"1000"', 'root', '$ID', '${ID}:app', '$APP_UID', '$NUMBER']) {
      expectFindings(rule, `FROM x:1\nARG ID\nENV NUMBER=5\nUSER ${user}\n`);
    }
    expectFindings(rule, 'FROM x:1\nENV NAME=app\nUSER «$NAME»\nONBUILD USER app\n');
    expectFindings(rule, 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n');
    expectFindings(rule, 'FROM x:1 AS a\nUSER app\nFROM y:1\n');
  });

  test('every USER, as hadolint reports them', () => {
    expectFindings(rule, 'FROM x:1\nUSER «root»\nUSER «$APP_UID»\nUSER «app»\nFROM y:1\nUSER 1\n', {
      options: { everyUser: true },
    });
  });
});

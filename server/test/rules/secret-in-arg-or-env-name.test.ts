import { describe, test } from 'vitest';
import { expectFindings } from '../harness.ts';

const rule = 'secret-in-arg-or-env-name';

describe(rule, () => {
  test('words of a name, in any case, in ARG and ENV', () => {
    expectFindings(rule, 'FROM a:1\nARG «NPM_TOKEN» «db_password»=x\nENV «API_KEY»=x «AUTH»=y\nONBUILD ARG «SECRET»\n');
    expectFindings(rule, 'FROM a:1\nENV «DB_PASSWORD» hunter2\n');
  });

  test('ENV takes quotes off a name, ARG does not', () => {
    expectFindings(rule, 'FROM a:1\nENV «"TOKEN"»=x \'PUBLIC_KEY\'=y\nARG "TOKEN"=x\n');
  });

  test('public things, places, numbers, words inside words', () => {
    expectFindings(rule, 'FROM a:1\nARG PUBLIC_KEY TOKEN_FILE KEY_VERSION TOKENIZER MONKEY PASSWORDLESS KEYBOARD\n');
    expectFindings(rule, 'FROM a:1\nENV TOKEN_URL=x SECRET_NAME=y KEY_ID=z AUTH= SSH_KEY=/run/key TOKEN=true\n');
    expectFindings(rule, 'FROM a:1\nENV CA_KEY=assets/tls/root.key «TOKEN»=aB3/xY9 «SECRET»=root.key\n');
    expectFindings(rule, 'FROM a:1\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D\n');
  });

  test('BuildKit to the letter: the value does not count, ARG before FROM and ONBUILD are not looked at', () => {
    const preset = { settings: { preset: 'buildkit' } } as const;
    expectFindings(
      rule,
      'ARG TOKEN\nFROM a:1\nENV «TOKEN_URL»=x «AUTH»=/x\nONBUILD ARG SECRET\nARG «TOKEN» KEY_FILE\n',
      preset,
    );
  });

  test('hadolint: words inside words whatever the value, but not what is known to be none', () => {
    const preset = { settings: { preset: 'hadolint' } } as const;
    expectFindings(
      rule,
      'FROM a:1\nARG «DBPASSWORD» «GITHUBTOKEN» GOPRIVATE TRAVIS_OS_NAME TOKENIZERS_PARALLELISM\n',
      preset,
    );
    expectFindings(
      rule,
      'FROM a:1\nENV «MY_TOKEN»=1 «AWS_ACCESS_KEY_ID»= «PASSWORD»=/x TOKEN_URL=x GPG_KEY=x AUTH=y\n',
      preset,
    );
  });
});

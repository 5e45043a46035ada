import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('shell-not-json', () => {
  const rule = 'shell-not-json';

  test('words become an array', () => {
    expectFix(
      rule,
      `${from}SHELL «/bin/bash -o pipefail -c»\n`,
      `${from}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n`,
      {
        safe: false,
      },
    );
    expectFix(rule, `${from}SHELL «C:\\x.exe "a b"»\n`, `${from}SHELL ["C:\\\\x.exe", "a b"]\n`);
  });

  test('and so does what is nearly one', () => {
    expectFix(rule, `${from}SHELL «['/bin/sh', '-c',]»\n`, `${from}SHELL ["/bin/sh", "-c"]\n`);
    expectFix(rule, `${from}SHELL «["/bin/sh", 1]»\n`, `${from}SHELL ["/bin/sh", "1"]\n`);
    expectFindings(rule, `${from}SHELL ["/bin/sh"]\nSHELL []\nSHELL\nONBUILD SHELL sh\n`);
  });
});

test('shell-empty', () => {
  expectFindings('shell-empty', `${from}SHELL «[]»\nSHELL «[ ]»\nSHELL ["sh"]\nSHELL\nSHELL x\nONBUILD SHELL []\n`);
});

describe('json-form-not-strings', () => {
  const rule = 'json-form-not-strings';

  test('in every instruction that takes JSON', () => {
    expectFix(rule, `${from}CMD «["a", 1, true]»\n`, `${from}CMD ["a", "1", "true"]\n`, { safe: false });
    for (const keyword of [
      'RUN',
      'ENTRYPOINT',
      'COPY',
      'ADD',
      'VOLUME',
      'HEALTHCHECK CMD',
      'ONBUILD CMD',
      'ONBUILD SHELL',
    ])
      expectFindings(rule, `${from}${keyword} «[null]»\n`);
    const [finding] = expectFindings(rule, `${from}CMD «[["a"]]»\n`);
    expect(finding?.fixes).toBeUndefined();
  });

  test('not where there is no JSON form', () => {
    expectFindings(rule, `${from}ENV [1]\nLABEL a=[1]\nUSER [1]\nSHELL [1]\nCMD ["1"]\nCMD [1\n`);
  });
});

describe('malformed-json-form', () => {
  const rule = 'malformed-json-form';

  test('quotes and commas are mended, line breaks stay', () => {
    expectFix(rule, `${from}CMD «['a', 'it\\'s']»\n`, `${from}CMD ["a", "it's"]\n`, { safe: false });
    expectFix(rule, `${from}CMD «[“a”, ‘b’]»\n`, `${from}CMD ["a", "b"]\n`);
    expectFix(rule, `${from}CMD «["a" "b",]»\n`, `${from}CMD ["a", "b"]\n`);
    expectFix(rule, `${from}CMD «[node, server.js]»\n`, `${from}CMD ["node", "server.js"]\n`);
    expectFix(
      rule,
      `${from}CMD «[ \\\n  'a', \\\n  # c\n  "b" \\\n]»\n`,
      `${from}CMD [ \\\n  "a", \\\n  # c\n  "b" \\\n]\n`,
    );
    expectFix(rule, `${from}CMD «["C:\\app\\run.exe"]»\n`, `${from}CMD ["C:\\\\app\\\\run.exe"]\n`);
  });

  test('a comment behind it moves to a line of its own', () => {
    expectFix(rule, `${from}ENTRYPOINT «["a"] # why»\n`, `${from}# why\nENTRYPOINT ["a"]\n`, { safe: false });
    expectFindings(rule, `${from}RUN «["a"] && b»\nCMD «["a"»\n`);
  });

  test('wherever JSON may stand', () => {
    expectFindings(
      rule,
      `${from}HEALTHCHECK CMD «['a']»\nONBUILD CMD «['a']»\nCOPY «['a', 'b']»\nVOLUME «[/a]»\nCOPY «[a, b]»\n`,
    );
    const [finding] = expectFindings(rule, `${from}VOLUME «['/a']»\n`);
    expect(finding?.message).toContain('VOLUME');
  });

  test('not tests, patterns, casts, SHELL, or what is an error already', () => {
    expectFindings(
      rule,
      `${from}RUN [ -f /a ] && b\nRUN [ "$A" = "b" ] || c\nRUN [ "$A" ] && b\nRUN [[ -n $A ]]\nCMD [ ! -d a ]\n`,
    );
    expectFindings(
      rule,
      `${from}HEALTHCHECK CMD [ -f /tmp/ok ]\nCOPY [a-z]*.txt /b/\nSHELL ['sh']\nCOPY ["a b" "/c"]\nENV A ['a']\n`,
    );
    expectFindings(
      rule,
      'FROM x:1\nSHELL ["powershell"]\nRUN [Net.ServicePointManager]::X = [Net.Y]::Z\nRUN [int]$a = $b[0]\n',
    );
  });
});

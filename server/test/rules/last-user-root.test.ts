import { describe, test } from 'vitest';
import { expectFindings } from '../harness.ts';

const rule = 'last-user-root';

describe(rule, () => {
  test('marks the user that the image ends with', () => {
    for (const user of ['root', '0', 'root:root', '0:0', '"root"']) {
      expectFindings(rule, `FROM a:1\nUSER app\nUSER «${user}»\nCMD ["x"]\n`);
    }
    expectFindings(rule, 'FROM a:1\nUSER root\nRUN x\nUSER app\n');
    expectFindings(rule, 'FROM a:1\nUSER rooty\nFROM a:1\nUSER 0123\nFROM a:1\nUSER $U\n');
  });

  test('only in the stages that the image is made of', () => {
    expectFindings(rule, 'FROM a:1 AS build\nUSER root\nFROM b:1\nCOPY --from=build /x /x\n');
    expectFindings(rule, 'FROM a:1 AS base\nUSER «root»\nFROM base\nRUN x\n');
    expectFindings(rule, 'FROM a:1 AS build\nUSER «root»\nFROM b:1\nUSER «0»\n', { options: { everyStage: true } });
  });

  test('not where a program of the image changes the user', () => {
    for (const line of [
      'RUN apt-get install -y gosu',
      'COPY --from=x /gosu /bin/',
      'ENTRYPOINT ["su-exec", "app", "x"]',
      'CMD setpriv --reuid=1 x',
      'ENTRYPOINT ["/init"]',
    ]) {
      expectFindings(rule, `FROM a:1\nUSER root\n${line}\n`);
    }
    expectFindings(rule, 'FROM a:1\nUSER «root»\nENTRYPOINT ["/init"]\n', { settings: { preset: 'hadolint' } });
  });

  test('not the trigger of an ONBUILD, which speaks of another image', () => {
    expectFindings(rule, 'FROM a:1\nONBUILD USER root\n');
  });
});

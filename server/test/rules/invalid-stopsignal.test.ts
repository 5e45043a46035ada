import { expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'invalid-stopsignal';

test(rule, () => {
  for (const signal of ['FOO', 'SIGRTMIN+16', '0', 'SIG', '9x', 'SIGSIGTERM']) {
    expectFindings(rule, `FROM a:1\nSTOPSIGNAL «${signal}»\n`);
  }
  for (const signal of [
    'TERM',
    'SIGTERM',
    'sigterm',
    '9',
    'SIGRTMIN+3',
    'RTMAX-14',
    '"SIGKILL"',
    '$UNKNOWN',
    '-1',
    'SIGTERM # stop',
  ]) {
    expectFindings(rule, `FROM a:1\nSTOPSIGNAL ${signal}\n`);
  }
  expectFindings(rule, 'FROM a:1\nARG S=FOO\nSTOPSIGNAL «$S»\nONBUILD STOPSIGNAL FOO\n');
  expectFix(rule, 'FROM a:1\nSTOPSIGNAL «SIGTREM»\n', 'FROM a:1\nSTOPSIGNAL SIGTERM\n', { safe: false });
  expect(expectFindings(rule, 'FROM a:1\nSTOPSIGNAL «QUTI»\n')[0]?.fixes?.[0]?.title).toContain('SIGQUIT');
});

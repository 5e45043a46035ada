import { expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'instruction-casing';

test('the minority, and what is mixed, is reported; a tie is for capitals', () => {
  expectFix(rule, 'FROM a:1\nRUN a\n«run» b\n«Run» c\n', 'FROM a:1\nRUN a\nRUN b\nRUN c\n', { safe: true });
  expectFix(rule, 'from a:1\nrun a\n«RUN» b\n', 'from a:1\nrun a\nrun b\n', { safe: true });
  expectFindings(rule, 'FROM a:1\n«run» a\n');
  expectFindings(rule, '«From» a:1\nrun a\nrun b\n');
});

test('ARG before FROM and what ONBUILD holds neither count nor are reported', () => {
  expectFindings(rule, 'arg A\narg B\nFROM a:1\nONBUILD run a\nONBUILD run b\n');
  expectFindings(rule, 'arg A\nARG B\nFROM a:1\n');
});

test('one fix for all', () => {
  const [finding] = expectFindings(rule, 'FROM a:1\nRUN a\nRUN a\n«run» b\n«run» c\n');
  expect(finding?.fixes?.[1]?.edits).toHaveLength(2);
});

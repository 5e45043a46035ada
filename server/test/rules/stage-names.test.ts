import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

test('invalid-stage-name', () => {
  const rule = 'invalid-stage-name';
  expectFindings(
    rule,
    'FROM a:1 AS «1st»\nFROM a:1 AS «-x»\nFROM a:1 AS «a/b»\nFROM a:1 AS «$NAME»\nFROM a:1 AS «_x»\n',
  );
  expectFindings(rule, 'FROM a:1 AS Build\nFROM a:1 as x-1_2.3\nFROM a:1 AS\nFROM a:1\n');
});

test('duplicate-stage-name: the later one, in any case', () => {
  const rule = 'duplicate-stage-name';
  const [finding] = expectFindings(rule, 'FROM a:1 AS x\nFROM b:1 AS «X»\nFROM c:1 AS y\nFROM d:1\nFROM e:1\n');
  expect(finding?.related?.[0]?.range.start).toEqual({ line: 0, character: 12 });
});

test('reserved-stage-name', () => {
  const rule = 'reserved-stage-name';
  expectFindings(rule, 'FROM a:1 AS «scratch»\nFROM a:1 AS «Context»\nFROM scratch\nCOPY --from=context / /\n');
});

describe('stage-name-casing', () => {
  const rule = 'stage-name-casing';

  test('changes the name and everything that means it', () => {
    expectFix(
      rule,
      'FROM a:1 AS «Build»\nFROM build AS «Test»\nCOPY --from=BUILD /x /y\nRUN --mount=type=bind,from=Build,target=/m ls\n',
      'FROM a:1 AS build\nFROM build AS test\nCOPY --from=build /x /y\nRUN --mount=type=bind,from=build,target=/m ls\n',
      { safe: true },
    );
    expectFix(rule, 'FROM a:1 AS «Build»\r\nFROM Build\r\n', 'FROM a:1 AS build\r\nFROM build\r\n', { safe: true });
  });

  test('not for lower case, nor for images that only look alike', () => {
    expectFindings(rule, 'FROM a:1 AS build\nCOPY --from=Build /x /y\n');
    expectFix(rule, 'FROM a:1 AS «Build»\nFROM a:Build\n', 'FROM a:1 AS build\nFROM a:Build\n');
  });
});

test('from-as-casing: like FROM, unless FROM itself is mixed', () => {
  const rule = 'from-as-casing';
  expectFix(rule, 'FROM a:1 «as» x\nfrom a:1 «AS» y\n', 'FROM a:1 AS x\nfrom a:1 as y\n', { safe: true });
  expectFindings(rule, 'FROM a:1 «As» x\nFROM a:1 AS y\nFrom a:1 as z\nfrom a:1 as v\nFROM a:1\nFROM a:1 of x\n');
});

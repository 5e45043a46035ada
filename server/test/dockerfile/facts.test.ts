import { describe, expect, test } from 'vitest';
import { type Instruction, parse, type Stage } from '../../src/dockerfile/dockerfile.ts';
import { fateOf, invalidatedBy, overriddenBy, processOf, userAt, workdirAt } from '../../src/dockerfile/facts.ts';

const final = (text: string): Stage => parse(text).finalStage as Stage;

describe('user and directory', () => {
  test('come through base stages; relative directories add up', () => {
    const stage = final('FROM x AS a\nUSER app\nWORKDIR /srv\nFROM a\nWORKDIR web\nWORKDIR ../api\n');
    expect(userAt(stage)?.value).toBe('app');
    expect(workdirAt(stage)?.value).toBe('/srv/api');
  });
  test('are unknown below a base image that nobody knows', () => {
    expect(workdirAt(final('FROM x\nWORKDIR web\n'))?.value).toBeUndefined();
    expect(workdirAt(final('FROM scratch\nWORKDIR web\n'))?.value).toBe('/web');
    expect(userAt(final('FROM x\nRUN y\n'))).toBeUndefined();
  });
});

describe('the process', () => {
  test.each([
    ['FROM x\nENTRYPOINT ["a"]\nCMD ["b"]', ['a', 'b'], false],
    ['FROM x\nENTRYPOINT a\nCMD ["b"]', ['/bin/sh', '-c', 'a'], true],
    ['FROM x AS b\nCMD ["c"]\nFROM b\nENTRYPOINT ["a"]', ['a'], false],
    ['FROM x\nCMD ["c"]\nENTRYPOINT ["a"]', ['a', 'c'], false],
    ['FROM x\nSHELL ["/bin/bash", "-c"]\nCMD a b', ['/bin/bash', '-c', 'a b'], false],
  ])('%j', (text, argv, cmdIgnored) => {
    expect(processOf(final(text))).toMatchObject({ argv, cmdIgnored });
  });
  test('only the last CMD counts', () => {
    const file = parse('FROM x\nCMD a\nCMD b\n');
    expect(overriddenBy(file.instructions[1] as Instruction)).toBe(file.instructions[2]);
    expect(overriddenBy(file.instructions[2] as Instruction)).toBeUndefined();
  });
});

describe('stages', () => {
  const file = parse(
    'FROM x AS base\nRUN a\nFROM base AS build\nRUN b\nFROM y AS unused\nFROM base\nCOPY --from=build /a /b\nRUN c\n',
  );
  test('what becomes of each', () => {
    expect(file.stages.map(fateOf)).toEqual(['image', 'helper', 'unused', 'image']);
  });
  test('what runs again: the rest of the stage, and of the stages that use it from there on', () => {
    const lines = (index: number) =>
      invalidatedBy(file.instructions[index] as Instruction).map(({ range }) => range.start.line);
    expect(lines(3)).toEqual([6, 7]);
    expect(lines(1)).toEqual([3, 6, 7]);
  });
});

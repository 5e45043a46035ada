import { expect, test } from 'vitest';
import { refactored } from './refactored.ts';

const title = 'Extract into the stage';

test('the rest builds on what was selected', () => {
  expect(
    refactored(
      title,
      '# x\nFROM node:22 AS app\n«# first\nWORKDIR /app\n# why\nRUN <<EOF\nnpm ci\nEOF\n»\n# rest\nCOPY . .\n\nFROM a\nCOPY --from=app /a /b\n',
    ),
  ).toBe(
    '# x\nFROM node:22 AS base\n# first\nWORKDIR /app\n# why\nRUN <<EOF\nnpm ci\nEOF\n\nFROM base AS app\n\n# rest\nCOPY . .\n\nFROM a\nCOPY --from=app /a /b\n',
  );
});

test('what stands before becomes a stage too', () => {
  expect(refactored(title, 'from base\nRUN a\n«RUN b \\\n  c»\nRUN d\n')).toBe(
    'from base as base-2\nRUN a\n\nfrom base-2 as prepared\nRUN b \\\n  c\n\nfrom prepared\nRUN d\n',
  );
});

test('nothing where a stage of its own means something else, or where less than an instruction is selected', () => {
  for (const text of [
    'FROM a\nRUN <|>b\nRUN c\n',
    'FROM a\nRUN «b»\nRUN c\n',
    'FROM a\n«RUN b»\n',
    'FROM a\n«ONBUILD RUN b»\nRUN c\n',
    'FROM a\n«CMD b»\nENTRYPOINT ["c"]\n',
    'FROM a\n«RUN b»\nRUN c\nFROM b\nCOPY --from=0 /a /b\n',
    'FROM a\n«RUN b\nFROM c\nRUN d»\nRUN e\n',
  ])
    expect(refactored(title, text), text).toBe(undefined);
});

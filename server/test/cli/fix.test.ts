import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Dockerfile } from '../../src/dockerfile/dockerfile.ts';
import { insertAfter, removeInstruction, replace } from '../../src/lint/edits.ts';
import type { Problem, Rule } from '../../src/lint/rule.ts';
import { clean, folder, run } from './harness.ts';

/** Rules as they should not be: their fixes call themselves safe and are not. */
vi.mock('../../src/rules/index.ts', () => {
  const rule = (id: string, severity: Rule['severity'], check: (file: Dockerfile) => Iterable<Problem>): Rule => ({
    id,
    category: 'correctness',
    severity,
    recommended: true,
    check,
  });
  const at = (file: Dockerfile, keyword: 'FROM' | 'RUN' | 'USER') => file.all(keyword)[0] ?? file.instructions[0];
  const fixed = (
    instruction: ReturnType<typeof at>,
    edit: (one: NonNullable<typeof instruction>) => object,
  ): Problem[] =>
    instruction
      ? [
          {
            range: instruction.range,
            message: 'wrong',
            fixes: [{ title: 'mend', edits: [edit(instruction) as ReturnType<typeof replace>], safe: true }],
          },
        ]
      : [];
  const rules: Rule[] = [
    rule('removes-the-stage', 'warning', (file) => fixed(file.all('FROM')[0], removeInstruction)),
    rule('breaks-a-word', 'warning', (file) => fixed(file.all('RUN')[0], (one) => replace(one.keywordWord, 'RUNN'))),
    rule('mends', 'warning', (file) =>
      fixed(
        file.all('USER').find(({ rest }) => rest.text === 'root'),
        (one) => insertAfter(one, 'less'),
      ),
    ),
    rule('goes-round', 'warning', (file) =>
      fixed(file.all('WORKDIR')[0], (one) => replace(one.rest, one.rest.text === '/a' ? '/b' : '/a')),
    ),
    rule('fails', 'warning', () => {
      throw new Error('out of\norder');
    }),
    rule('unknown', 'error', (file) =>
      file.instructions.filter(({ isKnown }) => !isKnown).map(({ range }) => ({ range, message: 'unknown' })),
    ),
  ];
  return { rules };
});

test('a fix that breaks the file is left out, the others are applied', async () => {
  const cwd = folder({ Dockerfile: 'FROM scratch\nRUN true\nUSER root\n' });
  const { status, out, err } = await run(cwd, ['fix']);
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe('FROM scratch\nRUN true\nUSER rootless\n');
  expect(out).toMatch(/^Dockerfile: fixed\n/);
  expect({ status, err }).toEqual({ status: 2, err: 'Dockerfile: The rule `fails` failed: out of order\n' });
});

test('fixes that undo each other come to an end', async () => {
  const cwd = folder({ Dockerfile: 'FROM scratch\nWORKDIR /a\n' });
  await run(cwd, ['fix', '--rule', 'goes-round']);
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toMatch(/^FROM scratch\nWORKDIR \/[ab]\n$/);
});

test('a rule that throws is told once, and loses only its own results', async () => {
  const cwd = folder({ Dockerfile: clean });
  const { status, out, err } = await run(cwd, ['lint', '--format', 'json']);
  expect(JSON.parse(out).files[0].diagnostics.map(({ rule }: { rule: string }) => rule)).toEqual(['removes-the-stage']);
  expect({ status, err }).toEqual({ status: 2, err: 'Dockerfile: The rule `fails` failed: out of order\n' });
});

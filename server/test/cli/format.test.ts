import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, run } from './harness.ts';

const written = 'from a:1\r\nRUN b \\\r\n  c\r\n';
const formatted = 'FROM a:1\r\nRUN b \\\r\n    c\r\n';

test('files are formatted in place, once', async () => {
  const cwd = folder({
    Dockerfile: written,
    'b.dockerfile': 'FROM a:1\n',
    '.dockerfile-mentor.yaml': 'format:\n  indent: 2\n',
  });
  const first = await run(cwd, ['format']);
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(formatted.replace('    c', '  c'));
  expect(first).toEqual({ status: 0, out: 'Dockerfile: formatted\nFiles formatted: 1 of 2\n', err: '' });
  expect(await run(cwd, ['format'])).toEqual({ status: 0, out: 'Nothing to format; files looked at: 2\n', err: '' });
});

test('--check changes nothing and ends with 1', async () => {
  const cwd = folder({ Dockerfile: written });
  const { status, out } = await run(cwd, ['format', '--check', '--locale', 'zh-cn']);
  expect({ status, out }).toEqual({ status: 1, out: 'Dockerfile：尚未格式化\n尚未格式化的文件：1 个中有 1 个\n' });
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(written);
});

test('--stdin goes to standard output, byte order mark and all', async () => {
  const stdin = `\uFEFF${written}`;
  expect(await run(folder(), ['format', '--stdin'], { stdin })).toEqual({
    status: 0,
    out: `\uFEFF${formatted}`,
    err: '',
  });
  expect((await run(folder(), ['format', '--stdin', '--check'], { stdin })).status).toBe(1);
  expect(await run(folder(), ['format', '--stdin', '--check'], { stdin: formatted })).toEqual({
    status: 0,
    out: '',
    err: '',
  });
});

test('what cannot be used ends with 2, the others are formatted', async () => {
  const cwd = folder({ a: written, b: new Uint8Array([70, 0xff, 10]) });
  const { status, err } = await run(cwd, ['format', 'a', 'b', 'nowhere']);
  expect(status).toBe(2);
  expect(err).toContain('nowhere: There is no such file or folder.');
  expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe(formatted);
  const wrong = folder({ Dockerfile: written, '.dockerfile-mentor.yaml': 'format: { indent: 0, wraps: 80 }\n' });
  const told = await run(wrong, ['format', '--check']);
  expect(told.status).toBe(2);
  expect(told.err).toMatch(/`0` cannot be used here; expected: 1–16, tab, keep[\s\S]*`wraps`: did you mean `wrap`/);
});

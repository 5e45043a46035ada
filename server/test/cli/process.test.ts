import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundles, docsBundle, locales } from '../../../scripts/build.mjs';
import { checkInWorkers, worthwhileWorkers } from '../../src/cli/pool.ts';
import type { WorkerAnswer, WorkerData } from '../../src/cli/worker.ts';
import { bad, clean, folder, good, onlyApt } from './harness.ts';

/** The built program, run as a process of its own. */
let dist: string;
let script: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'dockerfile-mentor-dist-'));
  script = join(dist, 'cli.js');
  for (const name of ['cli.js', 'program.js']) {
    const bundle = bundles.find(({ outfile }) => outfile === `dist/${name}`);
    await esbuild.build({ ...bundle, outfile: join(dist, name), minify: false });
  }
  for (const locale of locales)
    writeFileSync(join(dist, `docs.${locale}.json`), JSON.stringify(await docsBundle(locale)));
}, 60_000);

afterAll(() => rmSync(dist, { recursive: true, force: true }));

/** Nothing is kept in the folders of whoever runs the tests. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CACHE_HOME: dist, HOME: dist, LOCALAPPDATA: dist };
}

function call(
  cwd: string,
  argv: readonly string[],
  stdin?: string,
): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...argv], { cwd, env: environment() }, (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end(stdin);
  });
}

describe('the process', { timeout: 30_000 }, () => {
  test('answers with its exit status and finds its pages', async () => {
    const cwd = folder({ Dockerfile: bad, 'x/Dockerfile': clean });
    const lint = await call(cwd, ['lint', ...onlyApt, '--format', 'github']);
    expect(lint).toMatchObject({ status: 1, out: expect.stringMatching(/^::warning file=Dockerfile,line=2/), err: '' });
    expect(await call(cwd, ['lint', '--preset', 'none'])).toMatchObject({ status: 0 });
    expect(await call(cwd, ['lint', 'nowhere'])).toMatchObject({ status: 2, err: expect.stringMatching(/^nowhere: /) });
    expect((await call(cwd, ['explain', 'RUN'])).out).toMatch(/^# RUN\n/);
    expect(await call(cwd, ['fix', '--stdin', '--rule', 'DL3014'], bad)).toEqual({ status: 0, out: good, err: '' });
  });

  test('keeps its bytecode, and does without where that is broken', async () => {
    const cwd = folder({ Dockerfile: bad });
    const lint = () => call(cwd, ['lint', ...onlyApt]);
    const expected = await lint();
    const path = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find((one) => /mentor[\\/]code$/.test(one));
    const kept = join(dist, path ?? '');
    const [name, ...others] = readdirSync(kept);
    expect(name).toMatch(/^cli-v\d+/);
    expect(others).toEqual([]);
    const file = join(kept, name as string);
    expect(await lint()).toEqual(expected);
    writeFileSync(file, 'no bytecode');
    expect(await lint()).toEqual(expected);
    expect(statSync(file).size).toBeGreaterThan(100_000);
    rmSync(kept, { recursive: true });
    writeFileSync(kept, 'no folder');
    expect(await lint()).toEqual(expected);
    rmSync(kept);
  });

  test('ends quietly when its reader goes away', async () => {
    const cwd = folder({ Dockerfile: `FROM debian:13-slim\n${'RUN apt-get install curl\n'.repeat(5_000)}` });
    const child = spawn(process.execPath, [script, 'lint', ...onlyApt], { cwd, env: environment() });
    child.stdout.once('data', () => child.stdout.destroy());
    const [err, [status, signal]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ err, status, signal }).toEqual({ err: '', status: 1, signal: null });
  });

  test('is a language server', async () => {
    const child = spawn(process.execPath, [script, 'lsp', '--stdio'], { env: { ...process.env, LC_ALL: 'C' } });
    const send = (message: object): void => {
      const json = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const [answers, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(answers).toContain('"positionEncoding":"utf-16"');
    expect(status).toBe(0);
  });
});

describe('the pool', { timeout: 30_000 }, () => {
  test('is used only where it makes it faster', () => {
    expect(worthwhileWorkers(10, 16)).toBe(0);
    expect(worthwhileWorkers(5_000, 2)).toBe(2);
    expect(worthwhileWorkers(2_000, 4)).toBe(4);
    expect(worthwhileWorkers(100_000, 64)).toBe(8);
  });

  test('gives the same answers as one thread, each in its place', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `${i}.Dockerfile`);
    const cwd = folder({
      ...Object.fromEntries(names.map((name, i) => [name, i % 3 === 0 ? bad : clean])),
      '.dockerfile-mentor.yaml': 'rules: { DL9999: off }\nignore: [99.Dockerfile]\n',
    });
    const paths = [...names.map((name) => join(cwd, name)), join(cwd, 'nowhere')];
    const data: WorkerData = {
      project: { cwd, locale: 'en', flags: { preset: 'none', rules: { DL3014: 'on' } } },
      check: { excerpts: false },
    };
    const reports: WorkerAnswer['reports'][number][] = [];
    const complaints = new Set<string>();
    await checkInWorkers(script, data, paths, 2, (first, answer) => {
      for (const [i, report] of answer.reports.entries()) reports[first + i] = report;
      for (const complaint of answer.complaints) complaints.add(complaint);
    });
    expect(reports).toHaveLength(101);
    expect(reports.slice(99)).toEqual(['ignored', undefined]);
    for (const [i, report] of reports.slice(0, 99).entries()) {
      expect(report).toMatchObject({ path: `${i}.Dockerfile`, fails: i % 3 === 0 });
    }
    expect([...complaints].sort()).toEqual([
      expect.stringMatching(/^\.dockerfile-mentor\.yaml:1:10: .*DL9999/),
      'nowhere: There is no such file or folder.',
    ]);
  });
});

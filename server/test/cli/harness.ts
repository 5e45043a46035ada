import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ReportedDiagnostic } from '../../src/cli/check.ts';
import { main } from '../../src/cli/main.ts';
import { bundles } from '../harness.ts';

/** What tests of the command line share: folders that last for one test, and calls with everything outside injected. */

/** A new folder with these files (by path); it is gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'dockerfile-mentor-cli-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

export interface Result {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Outside {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Whether people look at the output. */
  readonly isTTY?: boolean;
}

/** Calls the command line in a folder. */
export async function run(cwd: string, argv: readonly string[], outside: Outside = {}): Promise<Result> {
  const result = { status: -1, out: '', err: '' };
  const isTTY = outside.isTTY ?? false;
  result.status = await main(argv, {
    cwd,
    env: outside.env ?? {},
    out: {
      isTTY,
      write(text) {
        result.out += text;
      },
    },
    err: {
      isTTY,
      write(text) {
        result.err += text;
      },
    },
    readStdin: async () => Buffer.from(outside.stdin ?? ''),
    loadDocs: async (locale) => bundles[locale],
  });
  return result;
}

export interface JsonReport {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly ReportedDiagnostic[] }[];
}

/** The JSON report of `lint`. */
export async function lintJson(cwd: string, ...argv: string[]): Promise<Result & { readonly report: JsonReport }> {
  const result = await run(cwd, ['lint', '--format', 'json', ...argv]);
  return { ...result, report: JSON.parse(result.out) as JsonReport };
}

/** One rule on, all others off: tests do not depend on which rules there are. */
export const onlyApt = ['--preset', 'none', '--rule', 'apt-get-missing-yes=on'] as const;

/** A file with one warning that can be fixed safely, and the same file fixed. */
export const bad = 'FROM debian:13-slim\nRUN apt-get install curl\n';
export const good = 'FROM debian:13-slim\nRUN apt-get install -y curl\n';
export const clean = 'FROM scratch\n';

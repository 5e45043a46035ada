import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Call } from './arguments.ts';
import { CallError, type Io } from './io.ts';
import { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { decodeText, type ReadText, readText, type Unreadable } from './reading.ts';
import { findDockerfiles } from './search.ts';

/** The Dockerfiles that a call is about. */
export interface Targets {
  /** Absolute, each once. */
  readonly paths: readonly string[];
  /** Those that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** The text of the only path, where it came over standard input. */
  readonly stdin?: ReadText | Unreadable;
}

/** Finds what a call is about. Folders without Dockerfiles are mentioned, what cannot be used is the project's to tell. */
export async function findTargets(call: Call, project: Project, io: Io): Promise<Targets> {
  if (readsStdin(call)) {
    const path = resolve(io.cwd, call.value('stdin-filename') ?? 'Dockerfile');
    return { paths: [path], named: new Set([path]), stdin: decodeText(await io.readStdin()) };
  }
  const progress = new Progress(io.err, (count) => l10n.t('Looking for Dockerfiles … {count}', { count }));
  const { files, named, empty, failures } = findDockerfiles(
    call.words.length > 0 ? call.words : ['.'],
    io.cwd,
    (count) => progress.update(count),
  );
  progress.end();
  for (const { path, reason } of failures) project.complain(path, reason);
  for (const folder of empty) {
    io.err.write(`${project.displayName(folder)}: ${l10n.t('There is no Dockerfile in this folder.')}\n`);
  }
  return { paths: files, named };
}

/** Whether the Dockerfile comes over standard input: `--stdin`, or `-` as hadolint has it. */
function readsStdin(call: Call): boolean {
  const isDash = call.words.length === 1 && call.words[0] === '-';
  if (call.has('stdin') && call.words.length > 0 && !isDash) {
    throw new CallError(l10n.t('With `--stdin` there can be no PATH.'));
  }
  return call.has('stdin') || isDash;
}

/** The text of a target. */
export function readTarget(path: string, targets: Targets): ReadText | Unreadable {
  return targets.stdin ?? readText(path);
}

/** Says that a file which was named is left out, lest its silence be taken for cleanness. */
export function sayIgnored(path: string, project: Project, io: Io): void {
  io.err.write(`${project.displayName(path)}: ${l10n.t('Left out, because the configuration says `ignore`.')}\n`);
}

/** The folder whose configuration chooses the language of what is said about the whole call. */
export function folderOfCall(call: Call, cwd: string): string {
  const first = resolve(cwd, call.value('stdin-filename') ?? call.value('file') ?? call.words[0] ?? '.');
  try {
    return statSync(first).isDirectory() ? first : dirname(first);
  } catch {
    return dirname(first);
  }
}

import { realpathSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Call } from './arguments.ts';
import { type Io, status } from './io.ts';
import { Progress } from './progress.ts';
import type { FileSetup, Project } from './project.ts';
import { systemReason } from './reading.ts';
import { findTargets, readTarget, sayIgnored, type Targets } from './targets.ts';
import { type Paint, painter, visible } from './terminal.ts';
import { replaceFile } from './writing.ts';

/** What a command does to files, and what it says of it. */
export interface Change {
  /** The new text; the old one where nothing is to be done. */
  apply(text: string, setup: FileSetup): string;
  /** Change nothing: print what would change as a diff, or only the names of the files. */
  readonly pretend?: 'diff' | 'names';
  done(name: string): string;
  summary(changed: number, total: number): string;
}

/** A text before and after. */
interface Texts {
  readonly before: string;
  readonly after: string;
}

/** Changes the files of a call in place; what comes over standard input goes to standard output. */
export async function changeFiles(call: Call, project: Project, io: Io, change: Change): Promise<number> {
  const targets = await findTargets(call, project, io);
  const total = targets.paths.length;
  const paint = painter(io.out, io.env);
  const progress = new Progress(io.err, (done) => l10n.t('Checking {done} of {total} …', { done, total }));
  const changed = new Set<string>();
  const say = (text: string): void => {
    progress.end();
    io.out.write(text);
  };
  let usable = 0;
  for (const [index, path] of targets.paths.entries()) {
    progress.update(index);
    const texts = await textsOf(path, targets, project, change, io);
    if (!texts) continue;
    usable++;
    const differs = texts.before !== texts.after;
    const name = project.displayName(path);
    if (differs && change.pretend) {
      const file = realPath(path);
      if (!changed.has(file)) {
        say(change.pretend === 'diff' ? diffText(name, texts, paint) : `${change.done(visible(name))}\n`);
      }
      changed.add(file);
    } else if (targets.stdin && !change.pretend) {
      say(texts.after);
    } else if (differs && write(path, texts.after, project)) {
      changed.add(path);
      say(`${change.done(visible(name))}\n`);
    }
  }
  progress.end();
  if (!targets.stdin && change.pretend !== 'diff' && usable > 0)
    io.out.write(`${change.summary(changed.size, usable)}\n`);
  const complaints = project.takeComplaints();
  for (const complaint of complaints) io.err.write(`${complaint}\n`);
  if (complaints.length > 0) return status.unusable;
  return change.pretend && changed.size > 0 ? status.found : status.clean;
}

/** The text of a file and what is made of it; undefined where it cannot be used. */
async function textsOf(
  path: string,
  targets: Targets,
  project: Project,
  change: Change,
  io: Io,
): Promise<Texts | undefined> {
  const setup = await project.setup(path);
  if (setup.ignored && !targets.stdin) {
    project.speak();
    if (targets.named.has(path)) sayIgnored(path, project, io);
    return undefined;
  }
  const read = readTarget(path, targets);
  const after = 'reason' in read || setup.ignored ? undefined : change.apply(read.text, setup);
  project.speak();
  if ('reason' in read) {
    project.complain(path, read.reason);
    return undefined;
  }
  if (!read.isUtf8 && (after !== read.text || targets.stdin)) {
    project.complain(path, l10n.t('This file is not UTF-8, so writing it would damage it; it stays as it is.'));
    return undefined;
  }
  return { before: read.mark + read.text, after: read.mark + (after ?? read.text) };
}

/** The file behind links: it changes once, however many names it has. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether a file could be written. */
function write(path: string, text: string, project: Project): boolean {
  try {
    if (replaceFile(path, text)) return true;
    project.complain(path, l10n.t('This is no regular file, so nothing is written.'));
  } catch (error) {
    project.complain(path, systemReason(error));
  }
  return false;
}

/** A unified diff as `git apply` and `patch -p1` take it. */
function diffText(name: string, { before, after }: Texts, paint: Paint): string {
  const path = name.replace(/^\//, '');
  const diff = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  const lines = diff.split('\n').map((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return paint(line, 'bold');
    if (line.startsWith('@@')) return paint(line, 'cyan');
    return line.startsWith('+') ? paint(line, 'green') : line.startsWith('-') ? paint(line, 'red') : line;
  });
  return lines.join('\n');
}

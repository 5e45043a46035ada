import * as l10n from '@vscode/l10n';
import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { Dockerfile } from './dockerfile/dockerfile.ts';
import { cacheMounts } from './features/refactor/cacheMounts.ts';
import { downloadStage } from './features/refactor/downloadStage.ts';
import { execForm } from './features/refactor/execForm.ts';
import { extractArgument } from './features/refactor/extractArgument.ts';
import { extractStage } from './features/refactor/extractStage.ts';
import { extractValue } from './features/refactor/extractValue.ts';
import { healthcheck } from './features/refactor/healthcheck.ts';
import { heredocForm } from './features/refactor/heredocForm.ts';
import { ignoreFileText, takesFiles } from './features/refactor/ignoreFile.ts';
import { inlineArgument } from './features/refactor/inlineArgument.ts';
import { joinRuns } from './features/refactor/joinRuns.ts';
import { ownUser } from './features/refactor/ownUser.ts';
import { pairs } from './features/refactor/pairs.ts';
import { pinTag } from './features/refactor/pinTag.ts';
import { sortPackages } from './features/refactor/sortPackages.ts';
import { splitRun } from './features/refactor/splitRun.ts';
import { folderOf, nameOf } from './files.ts';
import type { Refactor, Refactoring } from './lint/refactoring.ts';

const all: readonly Refactor[] = [
  pinTag,
  execForm,
  joinRuns,
  splitRun,
  heredocForm,
  pairs,
  extractArgument,
  extractValue,
  extractStage,
  inlineArgument,
  cacheMounts,
  sortPackages,
  downloadStage,
  ownUser,
  healthcheck,
];

export const refactorKinds = ['refactor.rewrite', 'refactor.extract', 'refactor.inline'] as const;

/** Everything that can be done with what stands at a range, of the kinds that were asked for. */
export function refactorings(file: Dockerfile, range: Range, only?: readonly string[]): Refactoring[] {
  const wants = (kind: string): boolean =>
    !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  if (!refactorKinds.some(wants) || file.usesOtherFrontend) return [];
  const [start, end] = [file.source.offsetAt(range.start), file.source.offsetAt(range.end)];
  const selection = { file, start, end, instruction: file.instructionAt(start) };
  return all.flatMap((offer) => [...offer(selection)]).filter(({ kind }) => wants(kind));
}

/** The document that refactorings are for, and where they may write besides. */
export interface RefactorTarget {
  readonly uri: string;
  /** Null where the client knows none. */
  readonly version: number | null;
  /** The `.dockerignore` of the build context, where there is none yet and the client creates files. */
  readonly newIgnoreFile?: string | undefined;
}

/** The same as code actions for a document at a version. */
export function refactorActions(
  file: Dockerfile,
  range: Range,
  { uri, version, newIgnoreFile }: RefactorTarget,
  only?: readonly string[],
): CodeAction[] {
  const actions = refactorings(file, range, only).map(
    ({ title, kind, edits }): CodeAction => ({
      title,
      kind,
      edit: { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] },
    }),
  );
  const create = newIgnoreFile === undefined ? undefined : createIgnoreFile(file, range, newIgnoreFile);
  const isWanted =
    create && (!only || only.some((asked) => create.kind === asked || create.kind?.startsWith(`${asked}.`)));
  return isWanted ? [...actions, create] : actions;
}

/** Writes the `.dockerignore` that a COPY or ADD wants. */
function createIgnoreFile(file: Dockerfile, range: Range, uri: string): CodeAction | undefined {
  const instruction = file.instructionAt(file.source.offsetAt(range.start));
  if (!instruction || file.usesOtherFrontend || !takesFiles(instruction)) return undefined;
  const newText = ignoreFileText(file);
  if (newText === '') return undefined;
  const start = { line: 0, character: 0 };
  const path = `${nameOf(folderOf(uri))}/${nameOf(uri)}`;
  return {
    title: l10n.t('Create `{path}`: COPY and ADD do not get what it lists', { path }),
    kind: 'refactor.rewrite',
    edit: {
      documentChanges: [
        { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
        { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
      ],
    },
  };
}

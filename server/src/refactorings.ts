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
import { inlineArgument } from './features/refactor/inlineArgument.ts';
import { joinRuns } from './features/refactor/joinRuns.ts';
import { ownUser } from './features/refactor/ownUser.ts';
import { pairs } from './features/refactor/pairs.ts';
import { pinTag } from './features/refactor/pinTag.ts';
import { sortPackages } from './features/refactor/sortPackages.ts';
import { splitRun } from './features/refactor/splitRun.ts';
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

/** The same as code actions for a document at a version. */
export function refactorActions(
  file: Dockerfile,
  range: Range,
  { uri, version }: { readonly uri: string; readonly version: number | null },
  only?: readonly string[],
): CodeAction[] {
  return refactorings(file, range, only).map(({ title, kind, edits }) => ({
    title,
    kind,
    edit: { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] },
  }));
}

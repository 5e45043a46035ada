import * as l10n from '@vscode/l10n';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { expandedVariables } from '../dockerfile/expansion.ts';
import { neededStages, userAt, workdirAt } from '../dockerfile/facts.ts';

/** What is longer than this is cut: the hint stands within the code. */
const longest = 40;

/**
 * What the model knows and the text does not say (LSP `textDocument/inlayHint`): the values of variables, user and
 * folder at the end of a stage, and stages that the final image does not need.
 */
export function inlayHints(file: Dockerfile, range: Range): InlayHint[] {
  const { source } = file;
  const [from, to] = [source.offsetAt(range.start), source.offsetAt(range.end)];
  const isShown = ({ start, end }: { start: number; end: number }): boolean => start <= to && end >= from;
  const values = file.instructions.filter(isShown).flatMap(valueHints);
  const final = file.finalStage;
  const needed = final ? neededStages(final) : new Set<Stage>();
  const stages = file.stages.flatMap((stage) => [
    ...(isShown(stage.from) && !needed.has(stage) ? [unneededHint(stage)] : []),
    ...(isShown(stage.instructions.at(-1) ?? stage.from) ? endHints(stage) : []),
  ]);
  return [...values, ...stages].filter(({ position }) => {
    const offset = source.offsetAt(position);
    return from <= offset && offset <= to;
  });
}

/** The values of variables that the builder replaces, and of an ARG that takes a global one's. */
function valueHints(instruction: Instruction): InlayHint[] {
  const { file, stage } = instruction;
  const uses = expandedVariables(instruction).flatMap(({ name, word, modifier }) => {
    const value = modifier ? file.expand(word.text, instruction) : file.value(name, instruction);
    return value ? [valueHint(instruction, word.end, value)] : [];
  });
  const declared = instruction.is('ARG') && stage ? instruction.pairs.filter(({ value }) => !value) : [];
  const inherited = declared.flatMap(({ key }) => {
    const value = file.definitions(undefined, key.text).findLast((one) => one.pair.value)?.pair.value?.text;
    const known = value === undefined ? undefined : file.expand(value, stage?.from ?? instruction);
    return known ? [valueHint(instruction, key.end, known)] : [];
  });
  return [...uses, ...inherited];
}

function valueHint({ source }: Instruction, offset: number, value: string): InlayHint {
  const isLong = value.length > longest;
  return {
    position: source.positionAt(offset),
    label: `= ${isLong ? `${value.slice(0, longest)}…` : value}`,
    paddingLeft: true,
    paddingRight: true,
    ...(isLong && { tooltip: value }),
  };
}

function unneededHint({ from }: Stage): InlayHint {
  return {
    position: from.source.positionAt(lineEndOf(from)),
    label: l10n.t('not in the final image'),
    paddingLeft: true,
    tooltip: l10n.t('No later stage uses this one: a plain build leaves it out, `--target` builds it.'),
  };
}

/** The user and the folder that containers of a stage start with, as far as the file says it. */
function endHints(stage: Stage): InlayHint[] {
  const last = stage.instructions.at(-1) ?? stage.from;
  const [user, folder] = [userAt(stage)?.value, workdirAt(stage)?.value];
  const parts = [
    ...(user ? [l10n.t('user {user}', { user })] : []),
    ...(folder ? [l10n.t('directory {folder}', { folder })] : []),
  ];
  if (parts.length === 0) return [];
  const position = stage.file.source.positionAt(lineEndOf(last));
  return [{ position, label: parts.join(' · '), kind: InlayHintKind.Type, paddingLeft: true }];
}

function lineEndOf({ source, end }: Instruction): number {
  return source.lineEnd(source.lineAt(end));
}

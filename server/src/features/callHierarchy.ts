import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import { type StageUse, stageUses } from '../dockerfile/facts.ts';
import { namesOf } from '../dockerfile/names.ts';

/** Stages as a call hierarchy: a stage calls those that it builds on or takes files from (LSP `callHierarchy/*`). */

/** The stage that a name means or that a position is in. */
export function prepareCallHierarchy(file: Dockerfile, position: Position, uri: string): CallHierarchyItem[] {
  const offset = file.source.offsetAt(position);
  const stage = namesOf(file).at(offset)?.name.stage ?? file.instructionAt(offset)?.stage;
  return stage ? [itemOf(stage, uri)] : [];
}

/** The stages that use one. */
export function incomingCalls(file: Dockerfile, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const stage = stageOfItem(file, item);
  const uses = stageUses(file).filter(({ to }) => to === stage);
  return grouped(uses, ({ from }) => from).map(([from, fromRanges]) => ({ from: itemOf(from, item.uri), fromRanges }));
}

/** The stages that one uses. */
export function outgoingCalls(file: Dockerfile, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const stage = stageOfItem(file, item);
  const uses = stageUses(file).filter(({ from }) => from === stage);
  return grouped(uses, ({ to }) => to).map(([to, fromRanges]) => ({ to: itemOf(to, item.uri), fromRanges }));
}

/** The item says which stage it is by the place of its FROM. */
function stageOfItem({ stages, source }: Dockerfile, { range }: CallHierarchyItem): Stage | undefined {
  const start = source.offsetAt(range.start);
  return stages.find(({ from }) => from.start === start);
}

function itemOf(stage: Stage, uri: string): CallHierarchyItem {
  const { from, name, imageWord, instructions, file } = stage;
  return {
    name: name?.text || imageWord?.text || from.keyword,
    ...(name && imageWord && { detail: `FROM ${imageWord.text}` }),
    kind: SymbolKind.Class,
    uri,
    range: file.range(from.start, Math.max(instructions.at(-1)?.end ?? 0, from.end)),
    selectionRange: (name ?? imageWord ?? from.keywordWord).range,
  };
}

function grouped(uses: readonly StageUse[], key: (use: StageUse) => Stage): [Stage, Range[]][] {
  const groups = new Map<Stage, Range[]>();
  for (const use of uses) {
    const ranges = groups.get(key(use)) ?? [];
    ranges.push(wordOf(use));
    groups.set(key(use), ranges);
  }
  return [...groups];
}

/** The word of an instruction that names the other stage. */
function wordOf({ how, instruction, to }: StageUse): Range {
  if (how === 'base') return (instruction.args[0] ?? instruction).range;
  const words =
    how === 'copy'
      ? [instruction.flag('from')?.valueWord]
      : instruction.mounts.map((mount) => mount.get('from')?.valueWord);
  const means = (text: string): boolean => text.toLowerCase() === to.name?.text.toLowerCase() || text === `${to.index}`;
  return (words.find((word) => word && means(word.text)) ?? instruction).range;
}

import { type Position, type Range, SelectionRange } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Span } from '../dockerfile/source.ts';
import { tokenAt } from '../dockerfile/tokens.ts';

/** What grows around each position: word, argument, command, script, instruction, stage, file (LSP `textDocument/selectionRange`). */
export function selectionRanges(file: Dockerfile, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRange(file, file.source.offsetAt(position)));
}

function selectionRange(file: Dockerfile, offset: number): SelectionRange {
  const instruction = file.instructionAt(offset);
  const stage = instruction?.stage;
  const areas: [number, number][] = [[0, file.text.length]];
  const add = (start: number, end: number): void => {
    const [from, to] = areas.at(-1) as [number, number];
    const isInside = start >= from && end <= to && (start > from || end < to);
    if (isInside && start <= offset && offset <= end) areas.push([start, end]);
  };
  const addSpan = (span: Span | undefined): void => {
    if (span) add(span.start, span.end);
  };
  if (stage) add(stage.from.start, stage.instructions.at(-1)?.end ?? stage.from.end);
  const comment = file.comments.find((one) => one.touches(offset));
  if (instruction) for (const area of areasOf(instruction, offset)) addSpan(area);
  if (comment) addSpan(comment);
  else {
    const token = tokenAt(file, offset);
    addSpan(token?.span);
    if (token?.kind === 'variable') addSpan(token.use.nameWord);
  }
  return toSelection(areas.map(([start, end]) => file.range(start, end)));
}

/** Widest first. */
function areasOf(instruction: Instruction, offset: number): Span[] {
  const { script, heredocs, trigger } = instruction;
  const inner = trigger && offset >= trigger.start ? areasOf(trigger, offset) : [];
  const commands = script?.commands.filter((command) => command.touches(offset)) ?? [];
  return [
    instruction,
    instruction.rest,
    ...inner,
    ...heredocs.flatMap(({ body }) => (body.touches(offset) ? [body] : [])),
    ...(script ? [script.span] : []),
    ...commands.sort((a, b) => b.end - b.start - (a.end - a.start)),
    ...instruction.flags.map(({ word }) => word),
    ...instruction.flags.flatMap(({ valueWord }) => valueWord ?? []),
    ...instruction.pairs.map(({ word }) => word),
    ...instruction.args.filter((word) => word.touches(offset)),
  ];
}

function toSelection(ranges: readonly Range[]): SelectionRange {
  let selection: SelectionRange | undefined;
  for (const range of ranges) selection = SelectionRange.create(range, selection);
  return selection as SelectionRange;
}

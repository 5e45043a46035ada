import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Segment } from '../dockerfile/scanner.ts';
import type { Changes } from './edits.ts';
import type { Indentation } from './indentation.ts';
import { freeLines } from './junctions.ts';
import type { FormatOptions } from './options.ts';
import type { Piece } from './pieces.ts';

/** A line that continues an instruction. */
interface ContinuedLine {
  readonly number: number;
  readonly start: number;
  /** Where its text begins and ends; equal where the escape character is all that stands there. */
  readonly from: number;
  readonly to: number;
  /** The end of the text of the line before it, and that line's escape character. */
  readonly lastEnd: number;
  readonly escape: number;
  /** Whether that line is a continuation that holds nothing else. */
  readonly isBehindEmpty: boolean;
}

/** Aligns the lines that continue an instruction, and what stands before their continuations. */
export function formatContinuations(
  instruction: Instruction,
  pieces: readonly Piece[],
  indentation: Indentation,
  options: FormatOptions,
  changes: Changes,
): void {
  const lines = continuedLines(instruction);
  const free = freeLines(instruction.line, pieces);
  const movable = lines.filter((line, i) => free[i] && !changes.isFrozen(line.number) && mayPart(instruction, line));
  if (options.spaces === 'single') for (const line of movable) formatTail(instruction, line, changes);
  // Lines would not stand as they did to those that stay.
  const isWhole = [lines[0], lines.at(-1)].every((line) => line && changes.reaches(line.start, line.from));
  if (options.indent !== 'keep' && isWhole) indentLines(instruction, new Set(movable), lines, indentation, changes);
}

function continuedLines({ line, source }: Instruction): ContinuedLine[] {
  const { segments, text } = line;
  const endOf = (i: number): number => {
    const { logical, source: start } = segments[i] as Segment;
    return start + (segments[i + 1]?.logical ?? text.length) - logical;
  };
  return segments.slice(1).map(({ source: start }, i) => {
    const escape = endOf(i);
    const previous = (segments[i] as Segment).source;
    const end = skipBlanksBack(source.text, escape, previous);
    const to = endOf(i + 1);
    const from = Math.min(skipBlanks(source.text, start), to);
    return {
      number: source.lineAt(start),
      start,
      from,
      to,
      lastEnd: end,
      escape,
      isBehindEmpty: i > 0 && end === previous,
    };
  });
}

/** Whether something parts the words at both sides of a line's beginning already, or may. */
function mayPart({ source }: Instruction, { start, from, lastEnd, escape }: ContinuedLine): boolean {
  if (from > start || lastEnd < escape) return true;
  const left = source.text.slice(Math.max(0, lastEnd - 2), lastEnd);
  if (/^[[,]$/.test(left.slice(-1)) || /[\],]/.test(source.text[from] ?? '')) return true;
  return /(?:;|&&|\|\|)$/.test(left) && !/[;&|<>()]/.test(source.text[from] ?? ';');
}

/** One blank before the escape character. An escaped blank belongs to its word. */
function formatTail(
  { source, file }: Instruction,
  { lastEnd, escape, isBehindEmpty }: ContinuedLine,
  changes: Changes,
): void {
  const last = source.text[lastEnd - 1];
  if (isBehindEmpty || last === '\\' || last === file.escape) return;
  changes.replace(lastEnd, escape, ' ');
}

function indentLines(
  instruction: Instruction,
  movable: ReadonlySet<ContinuedLine>,
  lines: readonly ContinuedLine[],
  indentation: Indentation,
  changes: Changes,
): void {
  const { source, comments } = instruction;
  const blanksOf = ({ start, from }: ContinuedLine): string => source.text.slice(start, from);
  const closes = (line: ContinuedLine): boolean =>
    line.start === line.from && /[\])}]/.test(source.text[line.from] ?? '');
  const counted = lines.filter((line) => movable.has(line) && line.from < line.to && !closes(line));
  const indent = indentation.mapping(counted.map(blanksOf));
  // Comments, and lines that hold nothing but the escape character, stand like the line below them.
  let below: string | undefined;
  let nextComment = comments.length - 1;
  for (let i = lines.length - 1; i >= -1; i--) {
    const line = lines[i];
    for (
      let comment = comments[nextComment];
      comment && comment.start > (line?.start ?? 0);
      comment = comments[--nextComment]
    ) {
      if (below !== undefined) changes.replace(lineStart(source.text, comment.start), comment.start, below);
    }
    if (!line) return;
    if (!movable.has(line)) below = undefined;
    else if (line.from < line.to && !closes(line)) below = indent(blanksOf(line));
    if (below !== undefined && movable.has(line) && !closes(line)) {
      changes.replace(line.start, line.from, below);
    }
  }
}

/** One blank before an escape character that nothing follows: one that was just typed. */
export function formatOpenEnd({ line, source, file }: Instruction, changes: Changes): void {
  const escape = line.endOffsetOf(line.text.length);
  const start = skipBlanksBack(source.text, escape, line.offsetOf(0));
  if (source.text[escape] !== file.escape || start === escape || /[\\`]/.test(source.text[start - 1] ?? '')) return;
  changes.replace(start, escape, ' ');
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i;
}

function skipBlanksBack(text: string, from: number, least: number): number {
  let i = from;
  while (i > least && (text[i - 1] === ' ' || text[i - 1] === '\t')) i--;
  return i;
}

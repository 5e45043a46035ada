import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Comment } from '../dockerfile/scanner.ts';
import type { Command } from '../dockerfile/shell.ts';
import type { Source, Span, Word } from '../dockerfile/source.ts';
import { silencingLines } from './ignore.ts';

/** The edits that fixes are made of. */

export function replace(span: Span, newText: string): TextEdit {
  return { range: span.range, newText };
}

export function insertBefore(span: Span, newText: string): TextEdit {
  const { start } = span.range;
  return { range: { start, end: start }, newText };
}

export function insertAfter(span: Span, newText: string): TextEdit {
  const { end } = span.range;
  return { range: { start: end, end }, newText };
}

/** Replaces a part of a word, by indexes of its text; all of it where a continuation is in it. */
export function replacePart(word: Word, start: number, end: number, newText: string): TextEdit {
  const { text, raw, source } = word;
  if (raw !== text) return replace(word, text.slice(0, start) + newText + text.slice(end));
  return { range: source.range(word.start + start, word.start + end), newText };
}

/** Adds a word to a command, behind one of its words: in a JSON form a JSON string, with a blank where the others have one. */
export function addWord({ isExec, args }: Command, after: Span, word: string): TextEdit {
  if (!isExec) return insertAfter(after, ` ${word}`);
  const next = args.find(({ start }) => start >= after.end);
  const isTight = next !== undefined && next.start === after.end + 1;
  return insertAfter(after, `${isTight ? ',' : ', '}${JSON.stringify(word)}`);
}

/** The comments inside an instruction that stand between two offsets: an edit there should keep them. */
export function commentsIn({ line }: Instruction, start: number, end: number): Comment[] {
  return line.comments.filter((comment) => comment.start >= start && comment.end <= end);
}

/** Puts another program in the place of a command's; the folder that is written before it stays. */
export function replaceProgram({ name, program, isExec }: Command, other: string): TextEdit {
  if (isExec) return replace(name, JSON.stringify(name.text.slice(0, name.text.length - program.length) + other));
  if (!name.raw.endsWith(program)) return replace(name, other);
  return { range: name.source.range(name.end - program.length, name.end), newText: other };
}

/**
 * Deletes a word together with the blanks before it. Where it begins a continued line, the continuation stays whole:
 * the line goes when nothing else stands on it, and the `\` before it when nothing follows.
 */
export function removeWord(word: Span): TextEdit {
  const { source } = word;
  const first = source.lineAt(word.start);
  const lineStart = source.lineStart(first);
  let start = word.start;
  while (start > lineStart && /[ \t]/.test(source.text[start - 1] as string)) start--;
  const before = start === lineStart ? continuationBefore(source, first) : undefined;
  if (before === undefined) return { range: source.range(start, word.end), newText: '' };
  const last = source.lineAt(word.end);
  const behind = source.text.slice(word.end, source.lineEnd(last));
  if (behind.trim() === '') return { range: source.range(before, word.end), newText: '' };
  if (/^[ \t]*[\\`][ \t]*$/.test(behind)) return removeLines(word);
  const blanks = /^[ \t]*/.exec(behind)?.[0].length ?? 0;
  return { range: source.range(word.start, word.end + blanks), newText: '' };
}

/** Where the text ends that a line continues, past comments and blank lines; undefined where it continues none. */
function continuationBefore(source: Source, line: number): number | undefined {
  for (let number = line - 1; number >= 0; number--) {
    const text = source.lineText(number);
    if (/^\s*(?:#|$)/.test(text)) continue;
    const match = /[ \t]*[\\`][ \t]*$/.exec(text);
    return match ? source.lineStart(number) + match.index : undefined;
  }
  return undefined;
}

/** Deletes whole lines, line end included; at the end of the file the line end before them instead. */
export function removeLines(span: Span): TextEdit {
  const { source } = span;
  const first = source.lineAt(span.start);
  const last = source.lineAt(Math.max(span.start, span.end));
  if (last + 1 < source.lineCount) {
    return { range: source.range(source.lineStart(first), source.lineStart(last + 1)), newText: '' };
  }
  const start = first > 0 ? source.lineEnd(first - 1) : 0;
  return { range: source.range(start, source.text.length), newText: '' };
}

/** Deletes an instruction with all its lines. */
export function removeInstruction(instruction: Instruction): TextEdit {
  return removeLines(instruction);
}

/** Puts a line above an instruction, and above the comments that say what tools leave out of it. */
export function lineAbove(instruction: Instruction, text: string): TextEdit {
  const comments = silencingLines(instruction.file);
  let line = instruction.line.firstLine;
  while (comments.has(line - 1)) line--;
  return lineAt(line, instruction, text);
}

/** Puts a line between an instruction and the comments above it. */
export function lineRightAbove(instruction: Instruction, text: string): TextEdit {
  return lineAt(instruction.line.firstLine, instruction, text);
}

function lineAt(line: number, instruction: Instruction, text: string): TextEdit {
  const { source } = instruction;
  const mark = line === 0 && source.text.startsWith('\uFEFF') ? 1 : 0;
  const at = source.positionAt(source.lineStart(line) + mark);
  return { range: { start: at, end: at }, newText: `${indentOf(instruction)}${text}${source.newline}` };
}

/** Puts a line below an instruction. */
export function lineBelow(instruction: Instruction, text: string): TextEdit {
  const { source } = instruction;
  const at = source.positionAt(instruction.end);
  return { range: { start: at, end: at }, newText: `${source.newline}${indentOf(instruction)}${text}` };
}

function indentOf({ source, line }: Instruction): string {
  return /^[ \t]*/.exec(source.lineText(line.firstLine))?.[0] ?? '';
}

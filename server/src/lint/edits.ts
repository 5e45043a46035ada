import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';
import type { Span } from '../dockerfile/source.ts';

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

/** Adds a word to a command, behind one of its words: a JSON string in a JSON form. */
export function addWord(command: Command, after: Span, word: string): TextEdit {
  return insertAfter(after, command.isExec ? `, ${JSON.stringify(word)}` : ` ${word}`);
}

/** Deletes a word together with the blanks before it. */
export function removeWord(word: Span): TextEdit {
  const { source } = word;
  let start = word.start;
  while (start > 0 && (source.text[start - 1] === ' ' || source.text[start - 1] === '\t')) start--;
  return { range: source.range(start, word.end), newText: '' };
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

/** Puts a line of its own before or behind an instruction, indented like it, in the file's line ends. */
export function insertLine(instruction: Instruction, text: string, where: 'before' | 'after'): TextEdit {
  const { source } = instruction;
  const indent = /^[ \t]*/.exec(source.lineText(instruction.line.firstLine))?.[0] ?? '';
  if (where === 'before') {
    const at = source.positionAt(source.lineStart(instruction.line.firstLine));
    return { range: { start: at, end: at }, newText: `${indent}${text}${source.newline}` };
  }
  const at = source.positionAt(instruction.end);
  return { range: { start: at, end: at }, newText: `${source.newline}${indent}${text}` };
}

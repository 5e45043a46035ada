import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Changes } from './edits.ts';
import type { FormatOptions } from './options.ts';

/** Whether formatting leaves an instruction as it is: what it is meant to be is not known. */
export function isBroken({ isKnown, heredocs }: Instruction): boolean {
  return !isKnown || heredocs.some(({ terminator }) => !terminator);
}

/** Blanks at the ends of lines and before comments, line ends, and the end of the file. */
export function formatLines(file: Dockerfile, options: FormatOptions, changes: Changes): void {
  const { source } = file;
  const newline = newlineOf(file, options);
  const last = options.spaces === 'single' ? lastLine(file) : source.lineCount - 1;
  let next = 0;
  for (let line = 0; line <= last; line++) {
    const instruction = file.instructions[next];
    if (instruction && line >= firstUntouched(instruction)) {
      line = instruction.line.lastLine;
      next++;
      continue;
    }
    if (instruction && line === instruction.line.lastLine) next++;
    formatLine(file, line, options, newline, changes);
  }
  if (options.spaces === 'single') formatEnd(file, last, newline, changes);
}

function newlineOf({ source }: Dockerfile, { lineEnd }: FormatOptions): string | undefined {
  if (lineEnd === 'keep') return undefined;
  if (lineEnd === 'auto') return source.text.includes('\r') ? source.newline : undefined;
  return lineEnd === 'lf' ? '\n' : '\r\n';
}

/** The first line of an instruction whose text may not change: that of its heredocs, or all of it. */
function firstUntouched(instruction: Instruction): number {
  const { line, source, heredocs } = instruction;
  if (isBroken(instruction)) return line.firstLine;
  return heredocs[0] ? source.lineAt(heredocs[0].body.start) : line.lastLine + 1;
}

function formatLine(
  { source }: Dockerfile,
  line: number,
  { spaces }: FormatOptions,
  newline: string | undefined,
  changes: Changes,
): void {
  const { text } = source;
  const start = source.lineStart(line);
  const end = source.lineEnd(line);
  if (spaces === 'single') {
    let blanks = end;
    while (blanks > start && isBlank(text.charCodeAt(blanks - 1))) blanks--;
    if (blanks < end) changes.add({ start: blanks, end, text: '' });
  }
  const next = source.lineStart(line + 1);
  if (newline !== undefined && line + 1 < source.lineCount) changes.add({ start: end, end: next, text: newline });
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** The last line that stays: blank lines at the end of the file go, unless an open instruction holds them. */
function lastLine({ source, instructions }: Dockerfile): number {
  const used = instructions.at(-1)?.line.lastLine ?? -1;
  let last = source.lineCount - 1;
  while (last > used && last > 0 && source.lineText(last).trim() === '') last--;
  return last;
}

/** One line end behind the last line. */
function formatEnd(file: Dockerfile, last: number, newline: string | undefined, changes: Changes): void {
  const { source, instructions } = file;
  const { text } = source;
  const final = instructions.at(-1);
  if (source.lineText(last).trim() === '' || (final && isOpen(final, last))) return;
  if (last === source.lineCount - 1)
    changes.add({ start: text.length, end: text.length, text: newline ?? source.newline });
  else changes.add({ start: source.lineStart(last + 1), end: text.length, text: '' });
}

/** Whether an instruction at the end of the file goes on, or is left as it is. */
function isOpen(instruction: Instruction, last: number): boolean {
  const { line, source, file, heredocs } = instruction;
  if (last > line.lastLine) return false;
  if (isBroken(instruction)) return true;
  return heredocs.length === 0 && source.text[line.endOffsetOf(line.text.length)] === file.escape;
}

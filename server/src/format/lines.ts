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
  if (options.spaces !== 'single') return;
  formatComments(file, changes);
  formatEnd(file, last, newline, changes);
}

/** Comments between instructions begin where their lines do; those inside are indented with the lines around them. */
function formatComments(file: Dockerfile, changes: Changes): void {
  const { source } = file;
  for (const { start } of file.comments) {
    const from = Math.max(source.lineStart(source.lineAt(start)), source.text.charCodeAt(0) === 0xfeff ? 1 : 0);
    if (from < start && /^[ \t]*$/.test(source.text.slice(from, start)) && !file.instructionAt(start)) {
      changes.replace(from, start, '');
    }
  }
}

/** The line end that lines get; undefined where they keep theirs. */
export function newlineOf({ source }: Dockerfile, { lineEnd }: FormatOptions): string | undefined {
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
    if (blanks < end) changes.replace(blanks, end, '');
  }
  const next = source.lineStart(line + 1);
  if (newline !== undefined && line + 1 < source.lineCount) changes.replace(end, next, newline);
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
  if (last === source.lineCount - 1) changes.replace(text.length, text.length, newline ?? source.newline);
  else changes.replace(source.lineStart(last + 1), text.length, '');
}

/** Whether an instruction at the end of the file goes on, or is left as it is. */
function isOpen(instruction: Instruction, last: number): boolean {
  const { line, source, file, heredocs } = instruction;
  if (last > line.lastLine) return false;
  if (isBroken(instruction)) return true;
  return heredocs.length === 0 && source.text[line.endOffsetOf(line.text.length)] === file.escape;
}

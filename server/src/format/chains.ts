import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Script } from '../dockerfile/shell.ts';
import type { Changes, Window } from './edits.ts';

/** How the lines of a wrapped chain look. */
export interface ChainStyle {
  /** The longest line that stays in one. */
  readonly width: number;
  readonly indent: string;
  readonly newline: string;
  /** How many changes there were before those of the instruction. */
  readonly before: number;
}

/** Parts the chain of commands of a script at each `&&` that stands inside a line that is too long. */
export function wrapChains(instruction: Instruction, script: Script, style: ChainStyle, changes: Changes): void {
  const { source } = instruction;
  const long = longLines(instruction, style, changes);
  if (long.length === 0) return;
  const breaks = operatorOffsets(script, source.text);
  const isTrailing = breaks.some((at) => /^&&[ \t]*[\\`][ \t]*\r?\n/.test(source.text.slice(at, at + 80)));
  const text = ` ${instruction.file.escape}${style.newline}${style.indent}`;
  let next = 0;
  for (const at of breaks) {
    while ((long[next]?.end ?? at) < at) next++;
    const line = long[next];
    if (!line || at < line.start || isAtEdge(source.text, at, line)) continue;
    const gap = isTrailing ? blanksFrom(source.text, at + 2) : blanksBefore(source.text, at);
    changes.replace(gap.start, gap.end, text);
  }
}

/** The lines of an instruction that are longer than a width when all other changes are made. */
function longLines({ source, line }: Instruction, { width, before }: ChainStyle, changes: Changes): Window[] {
  const lines = line.segments.map((segment) => {
    const number = source.lineAt(segment.source);
    const start = source.lineStart(number);
    return { start, end: start + source.lineText(number).trimEnd().length };
  });
  const growths = changes.growths(lines, before);
  return lines.filter(({ start, end }, i) => end - start + (growths[i] ?? 0) > width);
}

/** Where the `&&` of the outermost chains stand. */
function operatorOffsets({ tree, base }: Script, text: string): number[] {
  const offsets: number[] = [];
  for (const { command } of tree?.commands ?? []) {
    if (command.type !== 'AndOr') continue;
    for (const [i, operator] of command.operators.entries()) {
      const from = (command.commands[i]?.end ?? 0) + base;
      const to = (command.commands[i + 1]?.pos ?? 0) + base;
      const at = text.indexOf('&&', from);
      if (operator === '&&' && at >= from && at < to) offsets.push(at);
    }
  }
  return offsets;
}

/** Whether nothing but blanks stands before the operator in its line, or nothing but a continuation behind it. */
function isAtEdge(text: string, at: number, { start, end }: Window): boolean {
  return text.slice(start, at).trim() === '' || /^\s*[\\`]?\s*$/.test(text.slice(at + 2, end));
}

function blanksBefore(text: string, end: number): Window {
  let start = end;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return { start, end };
}

function blanksFrom(text: string, start: number): Window {
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return { start, end };
}

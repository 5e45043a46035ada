import type { LogicalLine } from '../dockerfile/scanner.ts';
import type { Script } from '../dockerfile/shell.ts';
import { type ShellNode, type SyntaxNode, shellChildren } from '../dockerfile/shelltree.ts';
import type { Piece } from './pieces.ts';
import { freeInCmd, freeInPowerShell } from './windowsShells.ts';

/** Nodes between whose children the shell reads any number of blanks alike. */
const transparent: ReadonlySet<SyntaxNode['type']> = new Set<SyntaxNode['type']>([
  'Script',
  'CompoundList',
  'Statement',
  'AndOr',
  'Pipeline',
  'Command',
  'Redirected',
  'If',
  'Elif',
  'For',
  'Select',
  'While',
  'Function',
  'Coproc',
  'Subshell',
  'BraceGroup',
  'Case',
  'CaseItem',
  'TestCommand',
  'TestLogical',
  'TestGroup',
  'ArrayValue',
]);

/**
 * Which of the lines that continue an instruction start where blanks mean nothing: between
 * two pieces, or between two words of a script. All others are inside a word, a string or a value.
 */
export function freeLines(line: LogicalLine, pieces: readonly Piece[]): boolean[] {
  const starts = line.segments.slice(1).map(({ source }) => source);
  const free = starts.map(() => true);
  for (const piece of pieces) {
    const [from, to] = inside(starts, piece.start, piece.end);
    if (from === to) continue;
    free.fill(false, from, to);
    if (piece.script?.tree) markNode(piece.script.tree, piece.script, starts, free);
    else if (piece.script) {
      const found = freeInScript(line, piece, piece.script, from, to);
      free.splice(from, to - from, ...found);
    }
  }
  return free;
}

/** The same for lines of a script that has no tree. */
function freeInScript(line: LogicalLine, piece: Piece, { language }: Script, from: number, to: number): boolean[] {
  const start = line.indexOf(piece.start);
  const script = line.text.slice(start);
  const places = line.segments.slice(from + 1, to + 1).map(({ logical }) => logical - start);
  const reader = { powershell: freeInPowerShell, cmd: freeInCmd }[language as string];
  const free = reader?.(script, places);
  // Half of the lines moved would look worse than none.
  return free?.every(Boolean) ? free : places.map(() => false);
}

function markNode(node: SyntaxNode, script: Script, starts: readonly number[], free: boolean[]): void {
  const [from, to] = inside(starts, node.pos + script.base, node.end + script.base);
  if (from === to) return;
  free.fill(isTransparent(node), from, to);
  // A script that owns its source (escaped backticks) has positions of its own: they do not map to the document.
  if ('script' in node && node.script?.source !== undefined) return;
  for (const child of shellChildren(node)) markNode(child, script, starts, free);
}

function isTransparent(node: SyntaxNode): boolean {
  return transparent.has(node.type) || (node.type === 'CommandExpansion' && isDollarParen(node));
}

function isDollarParen({ text, script }: ShellNode<'CommandExpansion'>): boolean {
  return text.startsWith('$(') && script !== undefined;
}

/** The indexes of the offsets behind `start` and before `end`. */
function inside(offsets: readonly number[], start: number, end: number): [from: number, to: number] {
  const from = countBelow(offsets, start + 1);
  return [from, Math.max(from, countBelow(offsets, end))];
}

function countBelow(offsets: readonly number[], limit: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { Script } from '../dockerfile/shell.ts';
import { type ShellNode, type SyntaxNode, shellChildren } from '../dockerfile/shelltree.ts';
import type { Piece } from './pieces.ts';

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
 * Which of the continued lines (by the offsets of their beginnings, in order) start where blanks mean nothing: between
 * two pieces, or between two words of a script. All others are inside a word, a string or a value.
 */
export function freeLines(pieces: readonly Piece[], starts: readonly number[]): boolean[] {
  const free = starts.map(() => true);
  for (const { start, end, script } of pieces) {
    const [from, to] = inside(starts, start, end);
    if (from === to) continue;
    free.fill(false, from, to);
    if (script?.tree) markNode(script.tree, script, starts, free);
  }
  return free;
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

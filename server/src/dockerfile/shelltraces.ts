import { forEachChild, type SyntaxNode } from 'unbash';
import type { Script } from './shell.ts';

const lasting = new Set(
  'cd pushd popd export set unset umask alias source . trap exit exec eval read local declare readonly shopt ulimit'.split(
    ' ',
  ),
);

/** Whether what a script does before an offset may be noticed by what the same shell runs after it. */
export function leavesTraces({ tree, commands, base }: Script, before: number): boolean {
  if (commands.some(({ program, start }) => start < before && lasting.has(program))) return true;
  const keeps = (node: SyntaxNode): boolean => {
    if (node.pos + base >= before) return false;
    if (node.type === 'Function' || (node.type === 'Command' && !node.name)) return true;
    let found = false;
    forEachChild(node, (child) => {
      found ||= keeps(child);
    });
    return found;
  };
  return tree !== undefined && keeps(tree);
}

import type { Command, Script } from '../dockerfile/shell.ts';
import type { ShellNode } from '../dockerfile/shelltree.ts';

/** Whether words of a shell's command line, or of `set`, hold `-e`, `-eux` or `-o errexit`. */
function stopsAtFailure(words: readonly string[]): boolean {
  return words.some((word) => word === 'errexit' || /^-[a-zA-Z]*e[a-zA-Z]*$/.test(word));
}

/** Whether a command of a script may fail while the script goes on and ends well. */
export function losesFailures({ tree, commands }: Script): boolean {
  if (commands.some(({ program, args }) => program === 'set' && stopsAtFailure(args.map(({ text }) => text))))
    return false;
  return tree?.commands.slice(0, -1).some(({ command }) => mayFailUnnoticed(command, commands)) ?? false;
}

/** What changes nothing but the shell itself, or says something. */
const harmless = new Set([
  ':',
  'alias',
  'echo',
  'export',
  'printf',
  'readonly',
  'set',
  'shopt',
  'trap',
  'true',
  'umask',
  'unset',
]);

function mayFailUnnoticed(node: ShellNode, commands: readonly Command[]): boolean {
  switch (node.type) {
    case 'Function':
      return false;
    case 'AndOr':
      // `… || exit 1`, `… || true`: somebody thought of it.
      return node.operators.at(-1) !== '||';
    case 'Command': {
      if (node.name) return !harmless.has(node.name.value);
      // `NAME=$(command)`
      return commands.some((command) => !command.topLevel && isInside(command, node));
    }
    case 'If':
      // `if …; then exit 1; fi`
      return !commands.some((command) => command.program === 'exit' && isInside(command, node));
    default:
      return true;
  }
}

function isInside({ node }: Command, outer: ShellNode): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

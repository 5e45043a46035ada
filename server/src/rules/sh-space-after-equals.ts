import * as l10n from '@vscode/l10n';
import { type ShellNode, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report every such blank, also in `CC= make`, where a program is run with an empty variable. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-space-after-equals',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1007'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Assignment')) {
      const { node, parent } = place;
      if (!node.text.endsWith('=') || node.name === 'IFS' || parent?.node.type !== 'Command') continue;
      const next = wordBehind(parent.node, node);
      if (!next || next.pos <= node.end) continue;
      if (!options.everywhere && isProgram(next.text, parent.node)) continue;
      const gap = place.span(node.end, next.pos);
      yield {
        range: place.range,
        message: l10n.t(
          'The blank behind `{name}=` ends the assignment: `{name}` is empty, and `{value}` is run as a command.',
          {
            name: node.name,
            value: next.text,
          },
        ),
        fixes: /[\\\r\n]/.test(gap.raw) ? [] : fix(gap),
      };
    }
  },
};

export default rule;

function fix(gap: Span): Fix[] {
  return [{ title: l10n.t('Delete the blank'), edits: [replace(gap, '')], safe: false }];
}

/** The word behind an assignment: the command's name, or the next argument of `export`. */
function wordBehind(command: ShellNode<'Command'>, assignment: ShellNode<'Assignment'>): ShellNode<'Word'> | undefined {
  const { prefix, name, args } = command;
  if (prefix.at(-1) === assignment) return name;
  const next = args[args.indexOf(assignment) + 1];
  return next?.type === 'Word' && args.includes(assignment) ? next : undefined;
}

/** `CC= make`: a program that is run with an empty variable on purpose. */
function isProgram(word: string, { args }: ShellNode<'Command'>): boolean {
  return args.length > 0 ? /^[\w./-]*[a-z][\w./-]*$/.test(word) : /^(?:\.{0,2}\/|make$|true$)/.test(word);
}

import * as l10n from '@vscode/l10n';
import { type ShellNode, type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { insertAfter } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-declare-and-assign',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2155'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'Assignment')) {
      const { node, parent } = place;
      if (node.value.type !== 'Word' || !runsCommand(node.value) || parent?.node.type !== 'Command') continue;
      const program = parent.node.name?.value ?? '';
      if (!declarations.has(program) || parent.node.prefix.includes(node)) continue;
      yield {
        range: place.span(node.pos, node.pos + node.name.length).range,
        message: l10n.t('`{program}` succeeds whether or not the command in `$(…)` did: its failure goes unnoticed.', {
          program,
        }),
        fixes: splitUp(place, parent as ShellPlace<'Command'>, program),
      };
    }
  },
};

export default rule;

const declarations = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);

function runsCommand({ parts }: ShellNode<'Word'>): boolean {
  return (parts ?? []).some(
    (part) =>
      part.type === 'CommandExpansion' ||
      (part.type === 'DoubleQuoted' && part.parts.some((inner) => inner.type === 'CommandExpansion')),
  );
}

/** `export x=$(…) && …` becomes `x=$(…) && export x && …`. */
function splitUp(place: ShellPlace<'Assignment'>, command: ShellPlace<'Command'>, program: string): Fix[] {
  const { args, prefix, redirects, pos } = command.node;
  if (args.length !== 1 || prefix.length > 0 || redirects.length > 0) return [];
  if (program !== 'export' && program !== 'readonly') return [];
  const holder = command.parent?.node.type;
  if (holder !== 'AndOr' && holder !== 'Statement') return [];
  const joined = holder === 'AndOr' || command.parent?.parent?.node.type === 'Script' ? ' && ' : '; ';
  return shellFix(place, l10n.t('Assign first, then `{program}`', { program }), [
    { range: command.span(pos, place.node.pos).range, newText: '' },
    insertAfter(place, `${joined}${program} ${place.node.name}`),
  ]);
}

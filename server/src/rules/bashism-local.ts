import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Command } from '../dockerfile/shell.ts';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { isPlainSh, namesItsShell, type PortableOptions } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-local',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3043'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'local')) {
      if (!isPlainSh(place, { everywhere: true })) continue;
      const inFunction = place.within('Function') !== undefined;
      if (inFunction && (!options.everywhere || namesItsShell(place))) continue;
      yield {
        range: command.name.range,
        message: inFunction
          ? l10n.t('`local` is not in POSIX: dash, ash and bash have it, other shells need not.')
          : l10n.t('`local` works inside a function only: here it fails, and the variable is not set.'),
        fixes: inFunction ? [] : [{ title: l10n.t('Delete `local`'), edits: [removeFirst(command)], safe: false }],
      };
    }
  },
};

export default rule;

/** Deletes the name and the blanks behind it. */
function removeFirst({ name, args, source }: Command): TextEdit {
  return { range: source.range(name.start, args[0]?.start ?? name.end), newText: '' };
}

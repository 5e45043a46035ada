import * as l10n from '@vscode/l10n';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions } from '../lint/binsh.ts';
import { insertBefore, replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-source',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3046', 'SC3051'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'source')) {
      const script = command.args[0];
      if (!script || !isPlainSh(place, options, true)) continue;
      const here = script.isLiteral && !script.text.includes('/') ? [insertBefore(script, './')] : [];
      yield {
        range: command.name.range,
        message: l10n.t('`source` is a bash name: in dash, the `sh` of Debian and Ubuntu, the command is called `.`.'),
        fixes: [{ title: l10n.t('Write `.`'), edits: [replace(command.name, '.'), ...here], safe: false }],
      };
    }
  },
};

export default rule;

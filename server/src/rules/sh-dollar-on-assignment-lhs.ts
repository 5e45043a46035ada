import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-dollar-on-assignment-lhs',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1066', 'SC2281'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'Command')) {
      const [first, second] = place.node.name?.parts ?? [];
      if (first?.type !== 'SimpleExpansion' && first?.type !== 'ParameterExpansion') continue;
      if (second?.type !== 'Literal' || !/^\+?=(?!=)/.test(second.text) || !/^\$\{?[A-Za-z_]\w*\}?$/.test(first.text))
        continue;
      const name = first.text.replace(/[${}]/g, '');
      const variable = place.span(first.pos, first.end);
      yield {
        range: variable.range,
        message: l10n.t(
          'To assign, write `{name}=` without `$`: like this the shell runs a command named after its value.',
          {
            name,
          },
        ),
        fixes: [{ title: l10n.t('Delete the `$`'), edits: [replace(variable, name)], safe: false }],
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-dollar-on-iterator',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1086'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const type of ['For', 'Select'] as const) {
      for (const place of shellNodes(file, type)) {
        const { name } = place.node;
        if (!name.text.startsWith('$')) continue;
        const bare = name.text.replace(/[${}]/g, '');
        const word = place.span(name.pos, name.end);
        yield {
          range: word.range,
          message: l10n.t(
            'The variable of a loop is named without `$`: `{name}` is its value, and the shell refuses it.',
            {
              name: name.text,
            },
          ),
          fixes: [{ title: l10n.t('Delete the `$`'), edits: [replace(word, bare)], safe: false }],
        };
      }
    }
  },
};

export default rule;

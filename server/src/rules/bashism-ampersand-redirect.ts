import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions } from '../lint/binsh.ts';
import { insertAfter, replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-ampersand-redirect',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3020'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Redirect')) {
      const { operator, target } = place.node;
      if ((operator !== '&>' && operator !== '&>>') || !target || !isPlainSh(place, options, true)) continue;
      const sign = place.span(place.node.pos, place.node.pos + operator.length);
      const edits = [replace(sign, operator.slice(1)), insertAfter(place, ' 2>&1')];
      yield {
        range: place.range,
        message: l10n.t(
          '`{operator}` redirects both outputs in bash only: plain `sh` reads `&`, starts the command in the background and goes on.',
          { operator },
        ),
        fixes: [{ title: l10n.t('Write `{text}`', { text: `${operator.slice(1)}file 2>&1` }), edits, safe: false }],
      };
    }
  },
};

export default rule;

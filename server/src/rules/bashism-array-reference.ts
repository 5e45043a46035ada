import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-array-reference',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3054'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'ParameterExpansion')) {
      const { index, prefix } = place.node;
      if (!index || prefix === '!' || (prefix && options.everywhere) || !isPlainSh(place, options)) continue;
      yield {
        range: place.range,
        message: l10n.t('Plain `sh` has no arrays: `{text}` ends the RUN with "Bad substitution".', {
          text: place.node.text,
        }),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

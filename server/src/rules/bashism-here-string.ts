import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-here-string',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3011'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'HereString')) {
      if (!isPlainSh(place, options)) continue;
      yield {
        range: place.range,
        message: l10n.t('`<<<` is a bash feature: the plain `sh` of this RUN stops at it with a syntax error.'),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

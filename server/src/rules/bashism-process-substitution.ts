import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-process-substitution',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3001'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'ProcessSubstitution')) {
      if (!isPlainSh(place, options, true)) continue;
      yield {
        range: place.range,
        message: l10n.t('`{text}` is a bash feature: the plain `sh` of this RUN stops at it with a syntax error.', {
          text: `${place.node.operator}(…)`,
        }),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

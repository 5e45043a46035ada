import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-arrays',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3030'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Assignment')) {
      const { value, index } = place.node;
      const isArray = value.type === 'ArrayValue' || (index !== undefined && !options.everywhere);
      if (!isArray || !isPlainSh(place, options)) continue;
      yield {
        range: place.range,
        message: l10n.t('Plain `sh` has no arrays: `{name}` cannot be given a list, and the RUN fails here.', {
          name: place.node.name,
        }),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-string-replacement',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3060'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'ParameterExpansion')) {
      if (place.node.operation?.type !== 'Replace' || !isPlainSh(place, options, true)) continue;
      yield {
        range: place.range,
        message: l10n.t(
          '`{text}` replaces text in bash; dash, the `sh` of Debian and Ubuntu, ends the RUN with "Bad substitution".',
          { text: place.node.text },
        ),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

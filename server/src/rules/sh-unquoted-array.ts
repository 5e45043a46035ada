import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import { quoteFix, splitting } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-unquoted-array',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC2068'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const place of [...shellNodes(file, 'SimpleExpansion'), ...shellNodes(file, 'ParameterExpansion')]) {
      const { node } = place;
      const isAll =
        node.type === 'SimpleExpansion' ? node.text === '$@' : node.parameter === '@' || node.index?.text === '@';
      if (!isAll || !splitting(place) || (node.type === 'ParameterExpansion' && node.prefix === '#')) continue;
      yield {
        range: place.range,
        message: l10n.t(
          'Without quotes every element is taken apart at blanks again: `"{text}"` keeps each one whole.',
          {
            text: node.text,
          },
        ),
        fixes: quoteFix(place),
      };
    }
  },
};

export default rule;

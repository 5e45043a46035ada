import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-plus-equals',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3024'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Assignment')) {
      const { append, index, name, value, pos } = place.node;
      if (!append || !isPlainSh(place, options)) continue;
      const sign = place.span(pos, pos + place.node.text.indexOf('+=') + 2);
      const spelled = value.type === 'Word' && !index;
      yield {
        range: sign.range,
        message: l10n.t(
          '`{name}+=` appends in bash only: plain `sh` takes it for the name of a command that does not exist.',
          {
            name,
          },
        ),
        fixes: [
          ...(spelled
            ? shellFix(place, l10n.t('Write it as an assignment'), [replace(sign, `${name}="\${${name}}"`)])
            : []),
          ...useBash(place),
        ],
      };
    }
  },
};

export default rule;

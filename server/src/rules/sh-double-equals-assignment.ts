import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-double-equals-assignment',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1097'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'Assignment')) {
      const { text, name, pos } = place.node;
      const sign = text.indexOf('==');
      if (sign < 0 || sign > name.length + 1 || place.parent?.node.type !== 'Command') continue;
      const at = place.span(pos + sign, pos + sign + 2);
      yield {
        range: at.range,
        message: l10n.t(
          '`{name}==` assigns a value that begins with `=`: one `=` assigns, and a comparison needs `[ … ]`.',
          {
            name,
          },
        ),
        fixes: [{ title: l10n.t('Write one `=`'), edits: [replace(at, '=')], safe: false }],
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-spaces-around-assignment',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC2283', 'SC1068'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'Command')) {
      const { name, args } = place.node;
      const [sign, value] = args;
      if (!name || !sign || sign.text[0] !== '=' || !/^=(?!=)/.test(sign.text)) continue;
      // `chmod =rx file` sets a mode.
      if (/^(?:\[|chmod$)/.test(name.text)) continue;
      const isVariable = /^[A-Za-z_]\w*$/.test(name.text);
      const end = sign.text === '=' ? (value?.pos ?? sign.end) : sign.pos + 1;
      const gap = place.span(name.end, end);
      yield {
        range: place.span(sign.pos, sign.pos + 1).range,
        message: l10n.t('With blanks around `=` this is no assignment: the shell runs `{name}` as a command.', {
          name: name.text,
        }),
        fixes: isVariable && /^[ \t]*=[ \t]*$/.test(gap.raw) ? removeBlanks(gap) : [],
      };
    }
  },
};

export default rule;

function removeBlanks(gap: Span): Fix[] {
  return [{ title: l10n.t('Delete the blanks'), edits: [replace(gap, '=')], safe: false }];
}

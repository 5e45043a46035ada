import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { portWords } from '../lint/ports.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'expose-protocol-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['ExposeProtoCasing'],
  presets: { buildkit: { severity: 'warning' } },

  *check(file) {
    for (const { instruction, word, text, protocol } of portWords(file)) {
      const lower = protocol.toLowerCase();
      if (instruction.outer || protocol === lower || !/^(?:tcp|udp|sctp)$/.test(lower)) continue;
      const fixed = `${text.slice(0, text.length - protocol.length)}${lower}`;
      yield {
        range: word.range,
        message: l10n.t('`{protocol}` is written `{lower}` everywhere else, in the image too.', { protocol, lower }),
        ...(word.text === text && {
          fixes: [{ title: l10n.t('Change to `{name}`', { name: fixed }), edits: [replace(word, fixed)], safe: true }],
        }),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { replacePart } from '../lint/edits.ts';
import { isProtocol, portWords } from '../lint/ports.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'expose-protocol-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['ExposeProtoCasing'],
  presets: { buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { word, text, port, protocol } of portWords(file)) {
      const lower = protocol.toLowerCase();
      if (protocol === lower || port === '' || !isProtocol(lower)) continue;
      const start = text.length - protocol.length;
      const fixed = `${text.slice(0, start)}${lower}`;
      yield {
        range: word.range,
        message: l10n.t('`{protocol}` is written `{lower}` everywhere else, in the image too.', { protocol, lower }),
        ...(word.text === text && {
          fixes: [
            {
              title: l10n.t('Change to `{name}`', { name: fixed }),
              edits: [replacePart(word, start, text.length, lower)],
              safe: true,
            },
          ],
        }),
      };
    }
  },
};

export default rule;

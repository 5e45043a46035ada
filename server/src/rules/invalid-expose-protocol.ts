import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import { isProtocol, portWords } from '../lint/ports.ts';
import type { Rule } from '../lint/rule.ts';

const protocols = ['tcp', 'udp', 'sctp'];

const rule: Rule = {
  id: 'invalid-expose-protocol',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { word, text, port, protocol } of portWords(file)) {
      if (port === '' || isProtocol(protocol)) continue;
      const guess = word.text === text ? nearest(protocol.toLowerCase(), protocols, 2) : undefined;
      const fixed = guess && `${text.slice(0, text.length - protocol.length)}${guess}`;
      yield {
        range: word.range,
        message: l10n.t('`{protocol}` is no protocol that EXPOSE knows: `tcp`, `udp` and `sctp` are.', { protocol }),
        ...(fixed && {
          fixes: [{ title: l10n.t('Change to `{name}`', { name: fixed }), edits: [replace(word, fixed)], safe: false }],
        }),
      };
    }
  },
};

export default rule;

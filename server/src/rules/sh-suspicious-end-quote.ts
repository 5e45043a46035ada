import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { suspiciousQuotes } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-suspicious-end-quote',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC1079'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const place of suspiciousQuotes(file)) {
      yield {
        range: place.span(place.node.end - 1, place.node.end + 1).range,
        message: l10n.t(
          'This quote ends a string of several lines, but what follows looks as if it was meant to begin one.',
        ),
      };
    }
  },
};

export default rule;

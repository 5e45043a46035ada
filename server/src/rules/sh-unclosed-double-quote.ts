import * as l10n from '@vscode/l10n';
import { shellRuns } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import { suspiciousQuotes } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-unclosed-double-quote',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC1078'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const place of suspiciousQuotes(file)) {
      yield {
        range: place.span(place.node.pos, place.node.pos + 1).range,
        message: l10n.t(
          'This double quote runs over several lines and ends in front of a letter: one before it may be unclosed.',
        ),
      };
    }
    for (const { script } of shellRuns(file)) {
      for (const { message, offset } of script.errors) {
        if (message !== 'unterminated double quote') continue;
        yield {
          range: file.range(offset, offset + 1),
          message: l10n.t('This double quote is never closed: the shell stops with a syntax error.'),
        };
      }
    }
  },
};

export default rule;

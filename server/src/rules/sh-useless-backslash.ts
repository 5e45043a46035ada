import * as l10n from '@vscode/l10n';
import type { ShellPlace } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { bareText, shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-useless-backslash',
  category: 'shell',
  severity: 'info',
  recommended: false,
  aliases: ['SC1001', 'SC1012'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const { text, span, word } of bareText(file, useless)) {
      if (isPattern(word)) continue;
      for (const match of text.matchAll(everyBackslash)) {
        const letter = match[1];
        if (letter === undefined || !useless.test(match[0])) continue;
        const isAlias = match.index === 0 && word.parent?.node.type === 'Command' && span.start === word.parent.start;
        if (isAlias) continue;
        const at = new Span(span.source, span.start + match.index, span.start + match.index + match[0].length);
        yield {
          range: at.range,
          message: l10n.t('Outside quotes the shell drops this backslash: `\\{letter}` is just `{letter}`.', {
            letter,
          }),
          fixes: shellFix(word, l10n.t('Delete the backslash'), [replace(at, letter)]),
        };
      }
    }
  },
};

export default rule;

/** Backslashes before characters that mean nothing to a shell; `\.` and the like are habits of regular expressions. */
const useless = /\\[A-Za-z0-9:/_=%^\u00a1-\uffff-]/;
const everyBackslash = /\\([\s\S])/g;

/** The right side of `=~` is a regular expression with backslashes of its own. */
function isPattern({ parent }: ShellPlace): boolean {
  return parent?.node.type === 'TestBinary' && parent.node.operator === '=~';
}

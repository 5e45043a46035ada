import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { bareText, shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-unicode-space',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1018'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { text, span, word } of bareText(file, space)) {
      const { parent } = word;
      const isName = parent?.node.type === 'Command' && parent.node.name === word.node;
      for (const match of text.matchAll(spaces)) {
        const at = new Span(span.source, span.start + match.index, span.start + match.index + match[0].length);
        yield {
          range: at.range,
          message: l10n.t(
            'This is no plain blank but U+{code}: to the shell it is a letter of the word, not a separator.',
            {
              code: (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'),
            },
          ),
          fixes: shellFix(word, l10n.t('Replace it by a blank'), [replace(at, ' '.repeat(match[0].length))], isName),
        };
      }
    }
  },
};

export default rule;

const space = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const spaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g;

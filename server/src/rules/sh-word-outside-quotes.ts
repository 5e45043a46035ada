import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report a word behind single quotes also where no further quotes follow. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-word-outside-quotes',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2026'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'SingleQuoted')) {
      const parts = place.parent?.node.type === 'Word' ? (place.parent.node.parts ?? []) : [];
      const at = parts.indexOf(place.node);
      const [bare, next] = [parts[at + 1], parts[at + 2]];
      if (at < 0 || bare?.type !== 'Literal' || !/^[\p{L}\p{N}]+$/u.test(bare.value)) continue;
      if (next?.type !== 'SingleQuoted' && !options.everywhere) continue;
      yield {
        range: place.span(bare.pos, bare.end).range,
        message: l10n.t(
          '`{word}` stands outside the single quotes: quotes inside single quotes end the string, they do not nest.',
          {
            word: bare.text,
          },
        ),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { type ShellNode, shellNodes } from '../dockerfile/shelltree.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-quotes-inside-quotes',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2140'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'DoubleQuoted')) {
      const word = place.parent?.node.type === 'Word' ? place.parent.node : undefined;
      const parts = word?.parts ?? [];
      const at = parts.indexOf(place.node);
      const [bare, next] = [parts[at + 1], parts[at + 2]];
      if (at < 0 || bare?.type !== 'Literal' || next?.type !== 'DoubleQuoted') continue;
      if (/^[=:/]$|[{}]/.test(bare.text) || (isVariable(place.node) && isVariable(next))) continue;
      const quotes = [place.node.end - 1, next.pos].map((pos) => insertBefore(place.span(pos, pos + 1), '\\'));
      yield {
        range: place.span(bare.pos, bare.end).range,
        message: l10n.t(
          '`{word}` stands outside the double quotes, which do not nest: write `\\"` for a quote inside a string.',
          {
            word: bare.text,
          },
        ),
        fixes: shellFix(place, l10n.t('Escape the inner quotes'), quotes),
      };
    }
  },
};

export default rule;

/** `"$x"`: quotes around nothing but a variable. */
function isVariable({ parts }: ShellNode<'DoubleQuoted'>): boolean {
  return parts.length === 1 && parts[0]?.type !== 'Literal';
}

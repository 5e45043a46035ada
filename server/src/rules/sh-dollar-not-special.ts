import * as l10n from '@vscode/l10n';
import { type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Problem, Rule } from '../lint/rule.ts';
import { bareText, shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-dollar-not-special',
  category: 'shell',
  severity: 'info',
  recommended: false,
  aliases: ['SC1000'],
  perInstruction: true,

  *check(file) {
    if (!/\$[^\w{(@*#?!'"$-]/.test(file.text)) return;
    for (const place of shellNodes(file, 'DoubleQuoted')) {
      for (const part of place.node.parts) if (part.type === 'Literal') yield* report(place, part.pos, part.text);
    }
    for (const { text, span, word } of bareText(file, '$')) yield* report(word, span.start - word.script.base, text);
  },
};

export default rule;

/** A `$` before a blank or a sign that begins no expansion; at the end of a text it is an anchor of a pattern. */
function* report(place: ShellPlace, pos: number, text: string): Generator<Problem> {
  for (const match of text.matchAll(/(?<!\\)\$(?=[\s%,.:;=+])/g)) {
    const sign = place.span(pos + match.index, pos + match.index + 1);
    yield {
      range: sign.range,
      message: l10n.t(
        'Nothing follows this `$` that the shell could put a value in for: `\\$` says that it is meant as text.',
      ),
      fixes: shellFix(place, l10n.t('Escape the `$`'), [insertBefore(sign, '\\')]),
    };
  }
}

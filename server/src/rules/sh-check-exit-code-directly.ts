import * as l10n from '@vscode/l10n';
import { shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-check-exit-code-directly',
  category: 'shell',
  severity: 'hint',
  recommended: false,
  aliases: ['SC2181'],
  presets: { hadolint: { severity: 'hint' } },
  perInstruction: true,

  *check(file) {
    if (!file.text.includes('$?')) return;
    const found: Span[] = [];
    for (const { command } of shellCalls(file, '[')) {
      const [left, operator, right, more] = command.args.filter(({ text }) => text !== ']' && text !== '!');
      const status = left && right && operator && !more && statusWord([left, operator.text, right], (word) => word.raw);
      if (status) found.push(status);
    }
    for (const place of shellNodes(file, 'TestBinary')) {
      const { left, operator, right } = place.node;
      const status = statusWord([left, operator, right], (word) => word.text);
      if (status) found.push(place.span(status.pos, status.end));
    }
    for (const { range } of found) {
      yield {
        range,
        message: l10n.t(
          '`$?` is that of the last command, whatever it was: `if command; then` asks the command itself.',
        ),
      };
    }
  },
};

export default rule;

/** The operand that is `$?`, where the other one is 0. */
function statusWord<T>([left, operator, right]: readonly [T, string, T], text: (word: T) => string): T | undefined {
  if (!/^(?:-eq|-ne|-gt|==?|!=)$/.test(operator)) return undefined;
  const isStatus = (word: T): boolean => /^"?\$(?:\?|\{\?\})"?$/.test(text(word));
  if (isStatus(left) && text(right) === '0') return left;
  return isStatus(right) && text(left) === '0' ? right : undefined;
}

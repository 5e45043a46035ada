import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { type ShellNode, type ShellPlace, shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { commentsIn, insertBefore } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

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
    const found: { status: Span; fix?: Fix | undefined }[] = [];
    for (const { command, place } of shellCalls(file, '[')) {
      const [left, operator, right, more] = command.args.filter(({ text }) => text !== ']' && text !== '!');
      const status = left && right && operator && !more && statusWord([left, operator.text, right], (word) => word.raw);
      if (status) found.push({ status, fix: askDirectly(place, command) });
    }
    for (const place of shellNodes(file, 'TestBinary')) {
      const { left, operator, right } = place.node;
      const status = statusWord([left, operator, right], (word) => word.text);
      if (status) found.push({ status: place.span(status.pos, status.end) });
    }
    for (const { status, fix } of found) {
      yield {
        range: status.range,
        message: l10n.t(
          '`$?` is that of the last command, whatever it was: `if command; then` asks the command itself.',
        ),
        ...(fix && { fixes: [fix] }),
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

/** `a; if [ $? -ne 0 ]; then` becomes `if ! a; then`, where `a` stands right before and the test is all that is asked. */
function askDirectly(test: ShellPlace<'Command'>, { args, instruction }: Command): Fix | undefined {
  const clause = test.parent?.parent;
  const list = clause?.parent?.parent?.parent;
  const condition = clause?.parent;
  if (condition?.node.type !== 'If' || condition.node.clause !== clause?.node || clause.node.commands.length !== 1)
    return undefined;
  if (list?.node.type !== 'Script' && list?.node.type !== 'CompoundList') return undefined;
  const before = list.node.commands[list.node.commands.indexOf(condition.parent?.node as ShellNode<'Statement'>) - 1];
  const isNegated = args.some(({ text }) => text === '-ne' || text === '!=' || text === '-gt');
  if (!before || before.background || instruction.json || args.some(({ text }) => text === '!')) return undefined;
  if (isNegated && before.command.type !== 'Command') return undefined;
  const asked = test.span(before.pos, before.end);
  if (commentsIn(instruction, asked.end, test.end).length > 0) return undefined;
  const lead = isNegated ? 'if ! ' : 'if ';
  const gone = { range: test.source.range(asked.end, test.end), newText: '' };
  return { title: l10n.t('Ask the command itself'), edits: [insertBefore(asked, lead), gone], safe: false };
}

import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-eval-quote',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC1098'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { command, place } of shellCalls(file, 'eval')) {
      const word = command.args.find(({ raw }) => /^\w+\+?=\(/.test(raw));
      const error = place.script.errors.find(({ offset }) => file.text[offset] === '(' && follows(command, offset));
      const at = word ?? (error && new Span(file.source, error.offset, error.offset + 1));
      if (!at) continue;
      yield {
        range: at.range,
        message: l10n.t(
          'The shell reads this parenthesis itself, before `eval` sees it: what `eval` is to run needs quotes.',
        ),
      };
    }
  },
};

export default rule;

/** Whether an offset is among the words behind a command's name. */
function follows({ source, name }: Command, offset: number): boolean {
  return offset > name.end && !/[;&|\n(]/.test(source.text.slice(name.end, offset));
}

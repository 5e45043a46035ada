import * as l10n from '@vscode/l10n';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { insertAfter } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-read-without-r',
  category: 'shell',
  severity: 'info',
  recommended: false,
  aliases: ['SC2162'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const { command } of shellCalls(file, 'read')) {
      const { args, name } = command;
      if (
        args.some(({ text }) => /^-[A-Za-z]*r/.test(text)) ||
        args.some(({ text }, i) => text === '0' && args[i - 1]?.text === '-t')
      )
        continue;
      yield {
        range: name.range,
        message: l10n.t('`read` without `-r` takes backslashes out of what it reads, and joins lines that end in one.'),
        fixes: [{ title: l10n.t('Insert `-r`'), edits: [insertAfter(name, ' -r')], safe: false }],
      };
    }
  },
};

export default rule;

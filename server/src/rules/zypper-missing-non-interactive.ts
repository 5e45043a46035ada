import * as l10n from '@vscode/l10n';
import { addWord } from '../lint/edits.ts';
import { isAnswered, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'zypper-missing-non-interactive',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3034'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { command, verb } of packageCalls(file, 'zypper')) {
      if (!verb || !asking.has(verb.text) || isAnswered(command)) continue;
      if (command.flag('-n', '--non-interactive', '-y', '--no-confirm')) continue;
      yield {
        range: verb.range,
        message: l10n.t('`{command}` without `-n` waits for an answer that nobody can give, and the build fails.', {
          command: `zypper ${verb.text}`,
        }),
        fixes: [{ title: l10n.t('Insert `-n`'), edits: [addWord(command, command.name, '-n')], safe: true }],
      };
    }
  },
};

export default rule;

const asking = new Set(['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch']);

import * as l10n from '@vscode/l10n';
import { addWord } from '../lint/edits.ts';
import { answersYes, installsPackages, lastVerb, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'yum-missing-yes',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3030'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'yum')) {
      const { command, verb } = call;
      if (!verb || !installsPackages(call) || answersYes(command)) continue;
      yield {
        range: verb.range,
        message: l10n.t('`{command}` without `-y` waits for an answer that nobody can give, and the build fails.', {
          command: `yum ${verb.text}`,
        }),
        fixes: [{ title: l10n.t('Insert `-y`'), edits: [addWord(command, lastVerb(call) ?? verb, '-y')], safe: true }],
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { addWord } from '../lint/edits.ts';
import { answersYes, installsPackages, lastVerb, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'dnf-missing-yes',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3038'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'dnf', 'microdnf')) {
      const { command, verb } = call;
      if (!verb || !installsPackages(call) || answersYes(command)) continue;
      yield {
        range: verb.range,
        message:
          command.program === 'microdnf'
            ? l10n.t('`microdnf` asks too since Enterprise Linux 9: without `-y` nobody answers, and the build fails.')
            : l10n.t('`{command}` without `-y` waits for an answer that nobody can give, and the build fails.', {
                command: `${command.program} ${verb.text}`,
              }),
        fixes: [{ title: l10n.t('Insert `-y`'), edits: [addWord(command, lastVerb(call) ?? verb, '-y')], safe: true }],
      };
    }
  },
};

export default rule;

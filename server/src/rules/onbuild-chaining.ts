import * as l10n from '@vscode/l10n';
import { removeWord } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'onbuild-chaining',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  aliases: ['DL3043'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { trigger, outer } of file.all('ONBUILD')) {
      if (outer || trigger?.keyword !== 'ONBUILD') continue;
      yield {
        range: trigger.keywordWord.range,
        message: l10n.t('ONBUILD cannot trigger another ONBUILD: the build fails.'),
        fixes: [{ title: l10n.t('Delete the second ONBUILD'), edits: [removeWord(trigger.keywordWord)], safe: true }],
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'onbuild-forbidden-trigger',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  aliases: ['DL3043'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { trigger, outer } of file.all('ONBUILD')) {
      if (outer || !trigger?.is('FROM', 'MAINTAINER')) continue;
      yield {
        range: trigger.keywordWord.range,
        message: l10n.t('ONBUILD cannot trigger {keyword}: the build fails.', { keyword: trigger.keyword }),
      };
    }
  },
};

export default rule;

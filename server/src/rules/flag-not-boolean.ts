import * as l10n from '@vscode/l10n';
import { checkedFlags } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'flag-not-boolean',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { flag, grammar } of checkedFlags(file)) {
      if (grammar?.kind !== 'boolean' || !flag.value || !flag.valueWord || /^(?:true|false)$/i.test(flag.value))
        continue;
      yield {
        range: flag.valueWord.range,
        message: l10n.t('`{name}` is either `true` or `false`, not `{value}`: the build fails.', {
          name: `--${flag.name}`,
          value: flag.value,
        }),
      };
    }
  },
};

export default rule;

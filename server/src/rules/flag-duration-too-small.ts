import * as l10n from '@vscode/l10n';
import { parseDuration } from '../lint/durations.ts';
import { checkedFlags } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

/** In nanoseconds. Exactly zero is allowed: it means the default. */
const shortest = 1e6;

const rule: Rule = {
  id: 'flag-duration-too-small',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { flag, grammar } of checkedFlags(file)) {
      if (grammar?.kind !== 'duration' || !flag.value || !flag.valueWord) continue;
      const duration = parseDuration(flag.value);
      if (typeof duration !== 'number' || duration === 0 || duration >= shortest) continue;
      yield {
        range: flag.valueWord.range,
        message: l10n.t('`{value}` is too short: a duration is at least `1ms`, or `0` for the default.', {
          value: flag.value,
        }),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { type DurationProblem, parseDuration } from '../lint/durations.ts';
import { insertAfter } from '../lint/edits.ts';
import { checkedFlags } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'flag-invalid-duration',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { flag, grammar } of checkedFlags(file)) {
      if (grammar?.kind !== 'duration' || !flag.value || !flag.valueWord) continue;
      const problem = parseDuration(flag.value);
      if (typeof problem === 'number') continue;
      const lacksUnit = problem.kind === 'missing-unit' && /^\d+$/.test(flag.valueWord.raw);
      yield {
        range: flag.valueWord.range,
        message: toMessage(problem, flag.value),
        ...(lacksUnit && {
          fixes: [{ title: l10n.t('Append `s` for seconds'), edits: [insertAfter(flag.valueWord, 's')], safe: false }],
        }),
      };
    }
  },
};

export default rule;

function toMessage({ kind, text }: DurationProblem, value: string): string {
  switch (kind) {
    case 'missing-unit':
      return l10n.t('`{text}` has no unit: write it as in `30s`, `1m30s` or `500ms`.', { text });
    case 'unknown-unit':
      return l10n.t('`{text}` is no unit of time: there are `h`, `m`, `s`, `ms`, `us` and `ns`.', { text });
    case 'too-long':
      return l10n.t('`{value}` is longer than the builder can hold, about 292 years.', { value });
    default:
      return l10n.t(
        '`{value}` is no duration: write it as in `30s`, `1m30s` or `500ms`. Variables are not replaced here.',
        {
          value,
        },
      );
  }
}

import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { flagsNamed } from '../lint/flags.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'run-security-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const { flag, grammar } of flagsNamed(file, 'RUN', 'security')) {
      const { value, valueWord } = flag;
      const values = grammar?.values ?? [];
      if (value === undefined || !valueWord || values.includes(value)) continue;
      const guess = nearest(value.toLowerCase(), values);
      yield {
        range: (value === '' ? flag.word : valueWord).range,
        message:
          value === ''
            ? l10n.t('`--security` has no value: it is `sandbox` or `insecure`.')
            : l10n.t('`--security` is `sandbox` or `insecure`, not `{value}`: the build fails.', { value }),
        ...(guess && {
          fixes: [
            {
              title: l10n.t('Change to `{keyword}`', { keyword: guess }),
              edits: [replace(valueWord, guess)],
              safe: false,
            },
          ],
        }),
      };
    }
  },
};

export default rule;

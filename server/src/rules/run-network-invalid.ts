import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { flagsNamed } from '../lint/flags.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'run-network-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const { flag, grammar } of flagsNamed(file, 'RUN', 'network')) {
      const { value, valueWord } = flag;
      const values = grammar?.values ?? [];
      if (value === undefined || !valueWord || values.includes(value)) continue;
      const guess = nearest(value.toLowerCase(), values);
      yield {
        range: (value === '' ? flag.word : valueWord).range,
        message:
          value === ''
            ? l10n.t('`--network` has no value: it is `default`, `none` or `host`.')
            : l10n.t('`--network` is `default`, `none` or `host`, not `{value}`: the build fails.', { value }),
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

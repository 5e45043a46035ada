import * as l10n from '@vscode/l10n';
import { flagsNamed } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'healthcheck-retries-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { flag } of flagsNamed(file, 'HEALTHCHECK', 'retries')) {
      const { value, valueWord } = flag;
      if (!value || !valueWord || isCount(value)) continue;
      yield {
        range: valueWord.range,
        message: l10n.t('`--retries` is a whole number, not `{value}`: `0` means the default, which is 3.', { value }),
      };
    }
  },
};

export default rule;

/** Whether a text is a number that fits into 31 bits (Go, `strconv.ParseInt`), and not negative. */
function isCount(text: string): boolean {
  return /^\+?\d+$/.test(text) ? Number(text) < 2 ** 31 : /^-0+$/.test(text);
}

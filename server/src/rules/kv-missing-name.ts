import * as l10n from '@vscode/l10n';
import { joinEquals } from '../lint/equals.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'kv-missing-name',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { keyword, pairs, outer } of file.instructions) {
      if (pairs.length === 0 || outer) continue;
      for (const [i, pair] of pairs.entries()) {
        if (pair.key.text !== '') continue;
        const previous = pairs[i - 1];
        // `ENV A=1 B = 2`: that is `kv-missing-equals`.
        if (keyword !== 'ARG' && previous && !previous.value) continue;
        const fix = previous && joinEquals(previous, pair, pairs[i + 1]);
        yield {
          range: pair.word.range,
          message: l10n.t('There is no name before `=`: {keyword} takes `NAME=value` without blanks around the `=`.', {
            keyword,
          }),
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

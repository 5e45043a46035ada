import * as l10n from '@vscode/l10n';
import { insertAfter } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'env-missing-value',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const keyword of ['ENV', 'LABEL'] as const) {
      for (const instruction of file.all(keyword)) {
        const [pair] = instruction.pairs;
        if (!pair?.legacy || pair.value) continue;
        yield {
          range: pair.key.range,
          message: l10n.t('{keyword} needs a value for `{name}`: only ARG can do without one.', {
            keyword,
            name: pair.key.text,
          }),
          fixes: [{ title: l10n.t('Set to an empty value'), edits: [insertAfter(pair.key, '=')], safe: false }],
        };
      }
    }
  },
};

export default rule;

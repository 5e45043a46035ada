import * as l10n from '@vscode/l10n';
import { closeQuoteFixes, openQuotes } from '../lint/openquotes.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'kv-unterminated-double-quote',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const found of openQuotes(file)) {
      if (found.quote !== '"') continue;
      yield {
        range: found.span.range,
        message: l10n.t('This `"` has no partner in the same name, value or path, so the build fails.'),
        fixes: closeQuoteFixes(found),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { removeLines } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'duplicate-escape-directive',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const { name, nameWord, span, duplicate } of file.directives) {
      if (!duplicate) continue;
      const first = file.directives.find((directive) => directive.name === name);
      yield {
        range: nameWord.range,
        message: l10n.t('The directive `{name}` can be given once only: the build fails.', { name }),
        fixes: [{ title: l10n.t('Delete this line'), edits: [removeLines(span)], safe: true }],
        ...(first && { related: [{ range: first.nameWord.range, message: l10n.t('It is given here already') }] }),
      };
    }
  },
};

export default rule;

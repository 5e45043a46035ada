import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'invalid-escape-directive',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const directive of file.directives) {
      const value = directive.value.text;
      if (directive.name !== 'escape' || value === '\\' || value === '`') continue;
      yield {
        range: directive.value.range,
        message: l10n.t('The escape character can only be `\\` or a backtick, not `{value}`: the build fails.', {
          value,
        }),
        fixes: [
          { title: l10n.t('Change to a backslash'), edits: [replace(directive.value, '\\')], safe: false },
          { title: l10n.t('Change to a backtick'), edits: [replace(directive.value, '`')], safe: false },
        ],
      };
    }
  },
};

export default rule;

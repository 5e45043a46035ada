import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'directive-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,

  *check(file) {
    for (const { name, nameWord } of file.directives) {
      if (nameWord.text === name) continue;
      yield {
        range: nameWord.range,
        message: l10n.t('Directives are written in lower case by convention: `{name}`.', { name }),
        fixes: [
          { title: l10n.t('Change to `{expected}`', { expected: name }), edits: [replace(nameWord, name)], safe: true },
        ],
      };
    }
  },
};

export default rule;

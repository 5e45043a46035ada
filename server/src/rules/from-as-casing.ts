import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'from-as-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['FromAsCasing'],
  presets: { buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { from, name } of file.ownStages) {
      const as = name && from.args[1];
      const keyword = from.keywordWord.text;
      if (!as || (keyword !== 'FROM' && keyword !== 'from')) continue;
      const expected = keyword === 'FROM' ? 'AS' : 'as';
      if (as.text === expected) continue;
      yield {
        range: as.range,
        message: l10n.t('`{as}` is not written like `{from}`: the same case for both is easier to read.', {
          as: as.text,
          from: keyword,
        }),
        fixes: [{ title: l10n.t('Change to `{expected}`', { expected }), edits: [replace(as, expected)], safe: true }],
      };
    }
  },
};

export default rule;

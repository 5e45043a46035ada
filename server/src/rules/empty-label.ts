import * as l10n from '@vscode/l10n';
import { type LabelOptions, labels, schemaOption, valueWord } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'empty-label',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3051'],
  options: schemaOption(),
  perInstruction: true,

  *check(file, { options: { schema } }) {
    if (Object.keys(schema).length === 0) return;
    for (const label of labels(file)) {
      if (label.value !== '' || label.key === undefined || !Object.hasOwn(schema, label.key)) continue;
      yield {
        range: (valueWord(label).text === '' ? label.pair.word : valueWord(label)).range,
        message: l10n.t('The label `{name}` must have a value.', { name: label.key }),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { type LabelOptions, labels, schemaOption } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

interface Options extends LabelOptions {
  /** No label at all is wanted where the schema is empty. */
  strict: boolean;
}

const rule: Rule<Options> = {
  id: 'superfluous-label',
  category: 'maintainability',
  severity: 'info',
  recommended: false,
  aliases: ['DL3050'],
  options: { ...schemaOption(), strict: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options: { schema, strict } }) {
    if (!strict && Object.keys(schema).length === 0) return;
    for (const { key, pair } of labels(file)) {
      if (key === undefined || Object.hasOwn(schema, key)) continue;
      yield {
        range: pair.key.range,
        message: l10n.t('The label `{name}` is none of those that this project uses.', { name: key }),
      };
    }
  },
};

export default rule;

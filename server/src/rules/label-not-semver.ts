import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { type LabelOptions, schemaOption, valueWord, wrongLabels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-semver',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3056'],
  options: schemaOption(),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'semver', (value, label) => {
      if (semver.test(value)) return undefined;
      const message = l10n.t('The label `{name}` must be a semantic version, such as `1.4.2` or `2.0.0-rc.1`.', {
        name: label.key ?? '',
      });
      const word = valueWord(label);
      if (!/^v/i.test(value) || !semver.test(value.slice(1)) || !word.text.includes(value)) return { message };
      const edits = [replace(word, word.text.replace(value, value.slice(1)))];
      return { message, fixes: [{ title: l10n.t('Remove the `v`'), edits, safe: false }] };
    });
  },
};

export default rule;

/** Semantic Versioning 2.0.0. */
const semver =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

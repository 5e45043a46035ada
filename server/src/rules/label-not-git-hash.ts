import * as l10n from '@vscode/l10n';
import { type LabelOptions, schemaOption, wrongLabels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-git-hash',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3055'],
  options: schemaOption(),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'hash', (value, { key }) =>
      isHash.test(value)
        ? undefined
        : {
            message: l10n.t('The label `{name}` must be a git commit: 7 or 40 digits of `0-9a-f`.', {
              name: key ?? '',
            }),
          },
    );
  },
};

export default rule;

/** 64 digits in a repository that uses SHA-256. */
const isHash = /^(?:[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/;

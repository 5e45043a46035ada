import * as l10n from '@vscode/l10n';
import { wrongChoices } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'run-network-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  check: (file) =>
    wrongChoices(file, 'network', (value) =>
      value === ''
        ? l10n.t('`--network` has no value: it is `default`, `none` or `host`.')
        : l10n.t('`--network` is `default`, `none` or `host`, not `{value}`: the build fails.', { value }),
    ),
};

export default rule;

import * as l10n from '@vscode/l10n';
import { wrongChoices } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'run-security-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  check: (file) =>
    wrongChoices(file, 'security', (value) =>
      value === ''
        ? l10n.t('`--security` has no value: it is `sandbox` or `insecure`.')
        : l10n.t('`--security` is `sandbox` or `insecure`, not `{value}`: the build fails.', { value }),
    ),
};

export default rule;

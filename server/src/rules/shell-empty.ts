import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'shell-empty',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { json, rest, outer } of file.all('SHELL')) {
      if (outer || json?.elements.length !== 0) continue;
      yield {
        range: rest.range,
        message: l10n.t('SHELL needs at least the shell itself, as in `["/bin/bash", "-c"]`: the build fails.'),
      };
    }
  },
};

export default rule;

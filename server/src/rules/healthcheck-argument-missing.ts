import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'healthcheck-argument-missing',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { keywordWord, args, outer } of file.all('HEALTHCHECK')) {
      const [type, command] = args;
      if (outer || command) continue;
      if (!type) {
        yield {
          range: keywordWord.range,
          message: l10n.t('HEALTHCHECK needs CMD and a command, or NONE to switch off an inherited check.'),
        };
      } else if (type.text.toUpperCase() === 'CMD') {
        yield {
          range: type.range,
          message: l10n.t('The command that checks the container is missing behind {type}.', { type: type.text }),
        };
      }
    }
  },
};

export default rule;

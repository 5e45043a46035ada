import * as l10n from '@vscode/l10n';
import { readSuppressions } from '../lint/ignore.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'inline-ignore-used',
  category: 'maintainability',
  severity: 'info',
  recommended: false,
  aliases: ['DL1001'],

  *check(file) {
    for (const { dialect, scope, inert, span } of readSuppressions(file)) {
      const isOurs = dialect === 'hadolint' || dialect === 'dockerfile-mentor';
      const isRead = inert !== 'malformed' && inert !== 'inside-instruction';
      if (!isOurs || !isRead || scope !== 'instruction') continue;
      yield {
        range: span.range,
        message: l10n.t(
          'This instruction takes itself out of a check; the configuration file is the place for exceptions.',
        ),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'invalid-stage-name',
  category: 'multi-stage',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { name, from } of file.ownStages) {
      if (!name || from.args.length !== 3 || /^[a-z][a-z0-9-_.]*$/.test(name.text.toLowerCase())) continue;
      yield {
        range: name.range,
        message: l10n.t(
          '`{name}` cannot name a stage: a name begins with a letter and has only letters, digits, `-`, `_` and `.`.',
          { name: name.text },
        ),
      };
    }
  },
};

export default rule;

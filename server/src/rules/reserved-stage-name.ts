import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'reserved-stage-name',
  category: 'multi-stage',
  severity: 'warning',
  recommended: true,
  aliases: ['ReservedStageName', 'DL3063'],
  presets: { hadolint: { severity: 'warning' }, buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { name } of file.ownStages) {
      if (!name || !/^(?:scratch|context)$/i.test(name.text)) continue;
      yield {
        range: name.range,
        message: l10n.t(
          '`{name}` has a meaning of its own for the builder: another name for this stage avoids surprises.',
          {
            name: name.text,
          },
        ),
      };
    }
  },
};

export default rule;

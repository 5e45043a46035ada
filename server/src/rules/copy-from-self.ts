import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { stageEdges } from '../lint/stages.ts';

const rule: Rule = {
  id: 'copy-from-self',
  category: 'multi-stage',
  severity: 'error',
  recommended: true,
  aliases: ['DL3023'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { value, from, to } of stageEdges(file)) {
      if (from !== to) continue;
      yield {
        range: value.range,
        message: l10n.t('`{name}` is the stage that this line stands in: a stage cannot take files from itself.', {
          name: value.text,
        }),
      };
    }
  },
};

export default rule;

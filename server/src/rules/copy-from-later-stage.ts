import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { stageReferences } from '../lint/stages.ts';

const rule: Rule = {
  id: 'copy-from-later-stage',
  category: 'multi-stage',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const { instruction, value } of stageReferences(file)) {
      const stage = instruction.stage;
      if (!stage || file.stageNamed(value.text, stage.index)) continue;
      const number = /^\d+$/.test(value.text) ? Number(value.text) : undefined;
      if (number !== undefined && number > stage.index) {
        yield {
          range: value.range,
          message: l10n.t(
            'Stage {number} does not come before this one: only earlier stages can be copied from (this is stage {index}, the first is 0).',
            {
              number: value.text,
              index: stage.index,
            },
          ),
        };
        continue;
      }
      const later = file.stages.find((other) => other.index > stage.index && sameName(other.name?.text, value.text));
      if (!later?.name) continue;
      yield {
        range: value.range,
        message: l10n.t('The stage `{name}` is defined below this line: only earlier stages can be copied from.', {
          name: value.text,
        }),
        related: [{ range: later.name.range, message: l10n.t('The stage is defined here') }],
      };
    }
  },
};

export default rule;

function sameName(name: string | undefined, wanted: string): boolean {
  return name?.toLowerCase() === wanted.toLowerCase();
}

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { circularEdges, referencedStage, stageEdges, stageIndex, stageReferences } from '../lint/stages.ts';

const rule: Rule = {
  id: 'copy-from-later-stage',
  category: 'multi-stage',
  severity: 'error',
  recommended: true,
  aliases: ['DL3022'],
  presets: { hadolint: { severity: 'error' } },

  *check(file) {
    const circular = new Set(circularEdges(stageEdges(file)).map(({ edge }) => edge.value.start));
    for (const reference of stageReferences(file)) {
      const { instruction, value } = reference;
      const { stage } = instruction;
      if (!stage || instruction.outer || circular.has(value.start)) continue;
      const index = stageIndex(reference);
      const target = referencedStage(file, reference);
      if (index !== undefined && (!target || index > stage.index)) {
        yield {
          range: value.range,
          message: l10n.t(
            'Stage {number} does not come before this one: only earlier stages can be copied from (this is stage {index}, the first is 0).',
            { number: value.text, index: stage.index },
          ),
        };
      } else if (target?.name && target.index > stage.index) {
        yield {
          range: value.range,
          message: l10n.t('The stage `{name}` is defined below this line: only earlier stages can be copied from.', {
            name: value.text,
          }),
          related: [{ range: target.name.range, message: l10n.t('The stage is defined here') }],
        };
      }
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { circularEdges, stageEdges } from '../lint/stages.ts';

const rule: Rule = {
  id: 'circular-stage-dependency',
  category: 'multi-stage',
  severity: 'error',
  recommended: true,

  *check(file) {
    for (const { edge, back } of circularEdges(stageEdges(file))) {
      yield {
        range: edge.value.range,
        message: l10n.t('`{name}` needs this stage in turn, so neither can be built first, and the build fails.', {
          name: edge.value.text,
        }),
        related: back.map(({ value }) => ({ range: value.range, message: l10n.t('The way back goes through here') })),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'missing-healthcheck',
  category: 'runtime-signals',
  severity: 'info',
  recommended: false,
  aliases: ['DL3057'],

  *check({ finalStage }) {
    if (!finalStage || finalStage.lineage.some((stage) => stage.last('HEALTHCHECK'))) return;
    yield {
      range: finalStage.from.keywordWord.range,
      message: l10n.t(
        'Nothing here sets a HEALTHCHECK: unless the base image has one, Docker and Swarm only see whether the process lives.',
      ),
    };
  },
};

export default rule;

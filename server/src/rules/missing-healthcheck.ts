import * as l10n from '@vscode/l10n';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import { stageUses } from '../dockerfile/facts.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'missing-healthcheck',
  category: 'runtime-signals',
  severity: 'info',
  recommended: false,
  aliases: ['DL3057'],

  *check(file) {
    for (const stage of images(file)) {
      if (stage.lineage.some((one) => one.last('HEALTHCHECK'))) continue;
      yield {
        range: stage.from.keywordWord.range,
        message: l10n.t(
          'Nothing here sets a HEALTHCHECK: unless the base image has one, Docker and Swarm only see whether the process lives.',
        ),
      };
    }
  },
};

export default rule;

/** The last stage, and the others that no stage uses: they are there for `--target`. */
function images(file: Dockerfile): readonly Stage[] {
  const used = new Set(stageUses(file).map(({ to }) => to));
  return file.stages.filter((stage) => !used.has(stage));
}

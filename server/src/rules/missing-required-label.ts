import * as l10n from '@vscode/l10n';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import { type LabelOptions, labels, schemaOption } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';
import { stageEdges } from '../lint/stages.ts';

const rule: Rule<LabelOptions> = {
  id: 'missing-required-label',
  category: 'maintainability',
  severity: 'info',
  recommended: false,
  aliases: ['DL3049'],
  options: schemaOption(),

  *check(file, { options }) {
    const wanted = Object.keys(options.schema);
    if (wanted.length === 0) return;
    // What a stage builds that files are taken from is no image of its own.
    const sources = new Set(stageEdges(file).flatMap(({ from, to }) => (from === to ? [] : [to])));
    const given = labelsByStage(file);
    for (const name of wanted) {
      for (const stage of unlabelled(file, given, name)) {
        if (sources.has(stage)) continue;
        yield {
          range: (stage.imageWord ?? stage.from.keywordWord).range,
          message: l10n.t('This stage does not set the label `{name}`, which this project wants on every image.', {
            name,
          }),
        };
      }
    }
  },
};

export default rule;

/** The stages that neither have a label themselves, nor inherit it, nor give it room in a stage built on them. */
function unlabelled(file: Dockerfile, given: ReadonlyMap<Stage, ReadonlySet<string>>, name: string): Stage[] {
  const labelled = new Set<Stage>();
  for (const stage of file.stages) {
    if (given.get(stage)?.has(name) || (stage.base && labelled.has(stage.base))) labelled.add(stage);
  }
  for (const stage of file.stages.toReversed()) {
    if (stage.base && labelled.has(stage)) labelled.add(stage.base);
  }
  return file.stages.filter((stage) => !labelled.has(stage));
}

function labelsByStage(file: Dockerfile): Map<Stage, Set<string>> {
  const found = new Map<Stage, Set<string>>();
  for (const { instruction, key } of labels(file)) {
    if (!instruction.stage || instruction.outer || key === undefined) continue;
    const names = found.get(instruction.stage) ?? new Set();
    found.set(instruction.stage, names.add(key));
  }
  return found;
}

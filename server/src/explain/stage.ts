import * as l10n from '@vscode/l10n';
import type { Stage } from '../dockerfile/dockerfile.ts';
import { fateOf, stageUses } from '../dockerfile/facts.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { code, type Explanation, lineOf, linesOf, type Surroundings } from './explanation.ts';

/** The name of a stage, where it is given or used. */
export function explainStage(token: TokenOf<'stage-name' | 'stage-reference'>, { docs }: Surroundings): Explanation {
  const { stage } = token;
  const name = stage.name?.text ?? String(stage.index);
  const here = [
    l10n.t('Stage {index} of this file, from {image}, in {line}.', {
      index: stage.index,
      image: code(stage.imageText ?? stage.imageWord?.text ?? ''),
      line: lineOf(stage.from),
    }),
    fateSentence(stage),
    ...usedBy(stage),
  ];
  return {
    title: code(name),
    summary: docs.entry('values/syntax', 'AS') ?? '',
    here,
    link: docs.section(docs.instruction('FROM') ?? emptyPage, 'reference') ?? '',
  };
}

const emptyPage = { path: '', title: '', lead: '', summary: '', sections: [], markdown: '' };

/** What becomes of a stage in a plain build. */
export function fateSentence(stage: Stage): string {
  switch (fateOf(stage)) {
    case 'image':
      return stage === stage.file.finalStage
        ? l10n.t('The last stage: a plain build makes the image of it.')
        : l10n.t('Its layers become part of the final image.');
    case 'helper':
      return l10n.t('Helps to build: files are taken from it, its layers are not in the final image.');
    case 'unused':
      return l10n.t('A plain build leaves it out: the last stage does not need it (`--target` builds it).');
  }
}

/** Where other stages use a stage. */
export function usedBy(stage: Stage): string[] {
  const uses = stageUses(stage.file).filter((use) => use.to === stage);
  if (uses.length === 0) return [];
  return [l10n.t('Used in {lines}.', { lines: linesOf(uses.map(({ instruction }) => instruction)) })];
}

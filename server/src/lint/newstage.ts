import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { stageIndex, stageReferences } from './stages.ts';

/** What has to be known before a stage is added to a file. */

/** Whether something names a stage by its number, which would be another one behind a new stage. */
export function countsStages(file: Dockerfile): boolean {
  return stageReferences(file).some(
    (reference) => stageIndex(reference) !== undefined || /\$/.test(reference.value.text),
  );
}

/** A name that no stage has and nothing else is meant by. */
export function freeStageName(file: Dockerfile, wanted: string): string {
  const used = new Set(['scratch', 'context']);
  for (const { name, imageText, imageWord } of file.stages) {
    for (const text of [name?.text, imageText, imageWord?.text]) if (text) used.add(text.toLowerCase());
  }
  for (const { value } of stageReferences(file)) used.add(value.text.toLowerCase());
  let name = wanted;
  for (let i = 2; used.has(name); i++) name = `${wanted}-${i}`;
  return name;
}

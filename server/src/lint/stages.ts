import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';

/** A place that names a stage, a named context or an image to take files from. */
export interface StageReference {
  readonly instruction: Instruction;
  /** The value as written. */
  readonly value: Word;
}

/** Every `COPY --from=…` and `RUN --mount=…,from=…`, triggers of ONBUILD included, in order. */
export function stageReferences(file: Dockerfile): StageReference[] {
  const found: StageReference[] = [];
  for (const instruction of file.all('COPY')) {
    const value = instruction.flag('from')?.valueWord;
    if (value) found.push({ instruction, value });
  }
  for (const instruction of file.all('RUN')) {
    for (const mount of instruction.mounts) {
      const value = mount.get('from')?.valueWord;
      if (value) found.push({ instruction, value });
    }
  }
  return found.sort((a, b) => a.value.start - b.value.start);
}

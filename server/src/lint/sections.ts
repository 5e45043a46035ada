import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';

/** The instructions of each stage; with `withoutFrom` those of a file that has no stage too, which hadolint reads as one. */
export function sections(file: Dockerfile, withoutFrom: boolean): readonly (readonly Instruction[])[] {
  if (file.stages.length === 0 && withoutFrom) return [file.globals];
  return file.stages.map(({ instructions }) => instructions);
}

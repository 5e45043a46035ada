import type { RunOutputs } from '../../../answers/run.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { imageConfig, imageName, targetStage } from '../image/config.ts';
import type { Inherited } from '../image/inherited.ts';
import { toChoices } from '../run/choices.ts';
import { runOutputs } from '../run/run.ts';

/** What a container is started from, and how. */
export interface RunRequest {
  /** The folder and the name of the Dockerfile. */
  readonly folderName: string;
  readonly fileName: string;
  /** As `--target` takes it. */
  readonly target?: string;
  /** Whatever the client sent. */
  readonly choices?: unknown;
  /** What the base image brings, where that is known. */
  readonly inherited?: Inherited;
}

/** The container of a stage's image in four ways; null where there is no such stage. */
export function runFacts(file: Dockerfile, request: RunRequest): RunOutputs | null {
  const stage = targetStage(file, request.target);
  if (!stage) return null;
  const isFinal = stage === file.finalStage;
  const build = {
    ...(request.fileName !== 'Dockerfile' && { dockerfile: request.fileName }),
    ...(!isFinal && { target: stage.name?.text ?? String(stage.index) }),
  };
  return runOutputs(
    imageConfig(stage, request.inherited),
    imageName(request.folderName),
    toChoices(request.choices),
    build,
  );
}

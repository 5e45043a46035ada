import type { Range } from 'vscode-languageserver-types';
import type { Stage } from '../dockerfile/dockerfile.ts';
import { targetStage } from './config.ts';

/** A service of a Compose file that runs the image of a Dockerfile. */
export interface RunningService {
  readonly name: string;
  /** The stage that it builds, as `--target` takes it. */
  readonly target?: string | undefined;
  /** As written. */
  readonly memory?: string | undefined;
  readonly cpus?: string | undefined;
  /** Where it stands. */
  readonly uri: string;
  readonly range: Range;
}

/** Those that run the image of a stage. */
export function servicesOf(stage: Stage, services: readonly RunningService[]): RunningService[] {
  return services.filter(({ target }) => targetStage(stage.file, target) === stage);
}

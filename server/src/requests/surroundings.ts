import type { BakeTarget } from '../context/bake.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Feature } from '../neighbours.ts';

/** What requests may ask of the workspace besides one document. */
export interface Surroundings {
  /** The targets of the Bake files above a Dockerfile. */
  bakeTargets(uri: string): Promise<readonly BakeTarget[]>;
  /** Every Dockerfile: those that are open, and those that are found in the workspace folders; where reading fails, none. */
  dockerfiles(): AsyncIterable<WorkspaceDockerfile>;
  /** Whether the client runs a command itself. */
  runs(command: string): boolean;
  /** Whether the settings of the window leave a feature to neighbours. */
  withholds(feature: Feature): Promise<boolean>;
}

export interface WorkspaceDockerfile {
  readonly uri: string;
  readonly file: Dockerfile;
  /** From the workspace folder. */
  readonly path: string;
}

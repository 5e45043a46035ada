import type { IgnorePattern } from './ignorefile.ts';

/** Whether something stands at a path. `unknown`: it was not read yet, or cannot be. */
export type Presence = 'present' | 'missing' | 'unknown';

/**
 * What a check may ask about the files of the build context. Paths are sources of COPY as the builder sees them:
 * relative to the context, with `/`, wildcards allowed. Answers are those of the moment, and never waited for.
 */
export interface ContextListing {
  /** Whether something says what the context is: the settings, or a Compose file. */
  readonly certain: boolean;
  /** Whether a build of the Dockerfile's folder takes this file by itself, because of its name. */
  readonly hasDefaultName: boolean;
  /** Whether a source stands in the context, ignored or not; a wildcard must match something. */
  find(path: string): Presence;
  /** The same for each other folder that may be the context. */
  findElsewhere(path: string): readonly Presence[];
  /** Whether Git leaves a missing path out, so that something else makes it; also where that is unknown. */
  mayBeGenerated(path: string): boolean;
  /** The names in a folder of the context, as far as they are known. */
  namesIn(path: string): readonly string[];
  /**
   * A pattern of the ignore file, where its patterns leave out everything that a source means. Undefined where something
   * passes, nothing is there, or that is unknown.
   */
  leftOutBy(path: string): IgnorePattern | undefined;
}

import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Feature } from '../neighbours.ts';
import type { Service } from '../service.ts';
import type { DockerfileSetup } from '../workspace.ts';

/** The Dockerfile that a request is about, as it stands in the editor, and what holds for it. */
export interface Subject extends DockerfileSetup {
  readonly uri: string;
  readonly version: number;
  readonly file: Dockerfile;
  /** Speaks the language of the document's settings. */
  readonly service: Service;
}

/**
 * Makes the handler of a request that names one document. The empty answer is given where the document is not open or is
 * no Dockerfile, where the settings leave the feature to neighbours, and where the handler throws, which is logged: no request ends in an internal error.
 */
export type About = <P extends { readonly textDocument: { readonly uri: string } }, R>(
  empty: R,
  run: (params: P, subject: Subject) => R | Promise<R>,
  feature?: Feature,
) => (params: P) => Promise<R>;

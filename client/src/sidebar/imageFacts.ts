/** The answer to `dockerfileMentor/image`: what the final stage of a Dockerfile declares, as far as it can be read from the file. */
export interface ImageFacts {
  readonly stage?: string;
  /** What the image might be called. */
  readonly name: string;
  readonly ports: readonly PortFact[];
  readonly volumes: readonly VolumeFact[];
}

export interface PortFact {
  readonly text: string;
  readonly port: string;
  readonly protocol: string;
  readonly range: LineRange;
}

export interface VolumeFact {
  readonly path: string;
  readonly range: LineRange;
}

interface LineRange {
  readonly start: { readonly line: number };
}

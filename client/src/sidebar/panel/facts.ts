/** The answers to `dockerfileMentor/image` and `dockerfileMentor/run`, as far as the two views use them. */

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
}

export interface Fact {
  readonly value?: string;
  readonly range: Range;
}

export interface NamedFact extends Fact {
  readonly name: string;
}

export interface Step {
  readonly text: string;
  readonly kind: 'layer' | 'metadata';
  readonly range: Range;
}

export interface Remark {
  readonly text: string;
  readonly range?: Range;
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'good' | 'improve' | 'elsewhere';
  readonly good: readonly Remark[];
  readonly could: readonly Remark[];
  readonly elsewhere: readonly Remark[];
  readonly findings: readonly {
    readonly rule: string;
    readonly message: string;
    readonly range: Range;
    readonly fix: 'safe' | 'unsafe' | null;
  }[];
}

export interface Image {
  readonly name: string;
  readonly target: number;
  readonly targets: readonly { readonly index: number; readonly name?: string }[];
  readonly config: {
    readonly bases: readonly {
      readonly stage: number;
      readonly name?: string;
      readonly image: string;
      readonly kind: 'stage' | 'image' | 'scratch';
      readonly platform?: string;
      readonly range: Range;
    }[];
    readonly isFromScratch: boolean;
    readonly env: readonly NamedFact[];
    readonly labels: readonly NamedFact[];
    readonly user?: Fact;
    readonly workdir?: Fact;
    readonly ports: readonly { readonly port: string; readonly protocol: string; readonly range: Range }[];
    readonly volumes: readonly { readonly path: string; readonly range: Range }[];
    readonly entrypoint?: Fact & { readonly isShell: boolean };
    readonly cmd?: Fact & { readonly isShell: boolean };
    readonly argv?: readonly string[];
    readonly cmdIgnored: boolean;
    readonly healthcheck?: {
      readonly test?: { readonly argv: readonly string[] };
      readonly interval: number;
      readonly timeout: number;
      readonly startPeriod: number;
      readonly retries: number;
      readonly range: Range;
    };
    readonly stopSignal?: Fact;
    readonly shell?: Fact;
    readonly onbuild: readonly Fact[];
  };
  readonly steps: readonly Step[];
  readonly changes: readonly {
    readonly kind: 'files' | 'image' | 'argument' | 'remote';
    readonly text: string;
    readonly range: Range;
    readonly reruns: readonly Step[];
  }[];
  readonly graph: {
    readonly nodes: readonly {
      readonly id: string;
      readonly kind: 'stage' | 'image';
      readonly label: string;
      readonly base?: string;
      readonly isTarget: boolean;
      readonly isNeeded: boolean;
      readonly range: Range;
    }[];
    readonly edges: readonly {
      readonly from: string;
      readonly to: string;
      readonly how: 'base' | 'copy' | 'mount';
      readonly isNeeded: boolean;
      readonly ranges: readonly Range[];
    }[];
  };
  readonly health: readonly Topic[];
}

export interface Output {
  readonly text: string;
  readonly lines: readonly { readonly line: number; readonly why: string; readonly range?: Range }[];
  readonly notes: readonly string[];
}

export const ways = ['docker', 'compose', 'swarm', 'kubernetes'] as const;
export type Way = (typeof ways)[number];

export interface Run extends Readonly<Record<Way, Output>> {
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  readonly defaults: {
    readonly image: string;
    readonly name: string;
    readonly restart: string;
    readonly ports: readonly { readonly port: string; readonly host: string }[];
    readonly volumes: readonly { readonly path: string; readonly name: string }[];
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  };
}

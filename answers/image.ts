import type { Range } from 'vscode-languageserver-types';

/** The answer to `dockerfileMentor/image`. Types alone: the one thing that server and client both import. */

/** A value and the line that sets it. `value` is absent where only the build knows it, `range` where the base image sets it. */
export interface Fact {
  readonly value?: string;
  readonly range?: Range | undefined;
}

export interface NamedFact extends Fact {
  readonly name: string;
}

/** One link of the chain from a stage down to the image that it all begins with. */
export interface Base {
  /** The stage that builds on it. */
  readonly stage: number;
  readonly name?: string;
  /** What its FROM says, variables put in where they are known. */
  readonly image: string;
  /** `stage`: another stage of the file, the next link. */
  readonly kind: 'stage' | 'image' | 'scratch';
  readonly platform?: string;
  readonly range: Range;
}

export interface Healthcheck {
  /** Absent: `HEALTHCHECK NONE`, none, not even that of the base image. */
  readonly test?: {
    /** The words that run; of a shell form the shell's first. */
    readonly argv: readonly string[];
    readonly isShell: boolean;
  };
  /** In seconds, with the defaults of the engine put in. */
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
  readonly range?: Range | undefined;
}

export interface PortFact {
  readonly port: string;
  readonly protocol: string;
  readonly range?: Range | undefined;
}

export interface VolumeFact {
  readonly path: string;
  readonly range?: Range | undefined;
}

/** ENTRYPOINT or CMD. */
export interface CommandFact extends Fact {
  readonly isShell: boolean;
}

/** Who has said what the base image brings. */
export interface InheritedSource {
  readonly source: 'engine' | 'registry';
  readonly image: string;
  /** `linux/arm64`: of which platform the image is that was looked at. */
  readonly platform: string;
  readonly layers?: number | undefined;
  /** On the disk where an engine says it, as it is downloaded where a registry does. */
  readonly bytes?: number | undefined;
}

/** What `docker inspect` will say of the image of a stage; what the file does not say, the base image decides. */
export interface ImageConfig {
  /** Nearest first. */
  readonly bases: readonly Base[];
  /** Whether the image begins from nothing, so that nothing is unknown. */
  readonly isFromScratch: boolean;
  /** Who has said what the base image brings; absent where nobody has. */
  readonly inherited?: InheritedSource;
  readonly env: readonly NamedFact[];
  readonly labels: readonly NamedFact[];
  readonly user?: Fact;
  readonly workdir?: Fact;
  readonly ports: readonly PortFact[];
  readonly volumes: readonly VolumeFact[];
  readonly entrypoint?: CommandFact;
  readonly cmd?: CommandFact;
  /** The command line of the process; absent where neither ENTRYPOINT nor CMD is known. */
  readonly argv?: readonly string[];
  /** CMD is there and has no part in the process. */
  readonly cmdIgnored: boolean;
  readonly healthcheck?: Healthcheck;
  readonly stopSignal?: Fact;
  readonly shell?: Fact;
  /** What images that build on this one will do first. */
  readonly onbuild: readonly Fact[];
  /** What the base image has this one do first. */
  readonly triggered: readonly Fact[];
}

/** A step of the image: what the builder does for a line, and what it leaves. */
export interface Step {
  readonly keyword: string;
  /** The line as written, continuations and heredocs left out. */
  readonly text: string;
  /** `layer`: files of its own. `metadata`: a value in the image's configuration. */
  readonly kind: 'layer' | 'metadata';
  readonly stage: number;
  readonly range: Range;
}

/** Something outside the file that may change, and the steps of the build that then run again. */
export interface Change {
  readonly kind: 'files' | 'image' | 'argument' | 'remote';
  /** What changes: the files, the image, the name of the argument, the address. */
  readonly text: string;
  readonly range: Range;
  readonly reruns: readonly Step[];
}

/** The stages of a file and the images around them: who builds on whom, who takes files from whom. */
export interface StageGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** `stage:0`, `image:alpine:3.22`. */
  readonly id: string;
  readonly kind: 'stage' | 'image';
  /** The stage's name or number, or the image. */
  readonly label: string;
  /** What a stage builds on. */
  readonly base?: string;
  readonly isTarget: boolean;
  /** Whether the build of the target needs it. */
  readonly isNeeded: boolean;
  /** The FROM of a stage; the first line that names an image. */
  readonly range: Range;
}

export interface GraphEdge {
  /** Who uses. */
  readonly from: string;
  /** Who is used. */
  readonly to: string;
  readonly how: 'base' | 'copy' | 'mount';
  readonly isNeeded: boolean;
  /** Every line that says it, in order. */
  readonly ranges: readonly Range[];
}

/** The ten points of `topics/performance`. */
export type TopicId =
  | 'small-base-image'
  | 'cache-order'
  | 'one-process'
  | 'resource-limits'
  | 'volumes-for-data'
  | 'start-up-time'
  | 'network'
  | 'multi-stage'
  | 'monitoring-and-logs'
  | 'scanning-and-updates';

/** One sentence, with `code` in backticks, and the line that it is about: of the Dockerfile, or of the file that `uri` names. */
export interface Remark {
  readonly text: string;
  readonly range?: Range | undefined;
  readonly uri?: string;
}

/** What a file does well, what it could do, and what is decided where the container is started. */
export interface Remarks {
  readonly good: readonly Remark[];
  readonly could: readonly Remark[];
  readonly elsewhere: readonly Remark[];
}

export interface TopicReport extends Remarks {
  readonly id: TopicId;
  readonly title: string;
  /** `elsewhere`: the file says nothing of it, and need not. */
  readonly verdict: 'good' | 'improve' | 'elsewhere';
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'info' | 'hint';
    readonly message: string;
    readonly range: Range;
    readonly fix: 'safe' | 'unsafe' | null;
  }[];
}

/** What the model knows of the image of a stage, the final one unless a target is named. */
export interface ImageFacts {
  /** The name of the stage. */
  readonly stage?: string;
  /** A name for the image in example commands. */
  readonly name: string;
  readonly base?: string;
  readonly user?: string;
  readonly workdir?: string;
  readonly ports: readonly {
    readonly text: string;
    readonly port: string;
    readonly protocol: string;
    readonly range: Range;
  }[];
  readonly volumes: readonly { readonly path: string; readonly range: Range }[];
  /** What runs: ENTRYPOINT and CMD as one line. */
  readonly command?: string;
  /** The index of the stage. */
  readonly target: number;
  /** What can be built, in order: every stage. */
  readonly targets: readonly { readonly index: number; readonly name?: string }[];
  /** What `docker inspect` will say. */
  readonly config: ImageConfig;
  /** A registry has been asked for the base image and has not answered yet. */
  readonly isComing: boolean;
  /** What becomes of each line that leaves something in the image. */
  readonly steps: readonly Step[];
  /** What may change around the build, and what then runs again. */
  readonly changes: readonly Change[];
  readonly graph: StageGraph;
  readonly health: readonly TopicReport[];
}

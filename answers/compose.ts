/** The answer to `dockerfileMentor/compose`: the Compose projects of the workspace. */

/** Where something stands: a file, and a line from 0. */
export interface ComposeLine {
  readonly uri: string;
  readonly line: number;
}

/** A service, with what it mounts, publishes and is connected to. */
export interface ComposeServiceFacts extends ComposeLine {
  readonly name: string;
  readonly mounts: readonly (ComposeLine & {
    readonly type: string;
    readonly source?: string;
    readonly target: string;
    readonly isReadOnly: boolean;
  })[];
  readonly ports: readonly (ComposeLine & {
    readonly target: string;
    readonly published?: string;
    readonly hostIp?: string;
    readonly protocol: string;
  })[];
  readonly networks: readonly (ComposeLine & { readonly name: string; readonly aliases: readonly string[] })[];
  /** `host`, `none`, `service:db`: instead of networks. */
  readonly networkMode?: string;
}

/** A volume or a network of a project. */
export interface ComposeObjectFacts extends ComposeLine {
  readonly name: string;
  /** What it is called in the engine. */
  readonly engineName: string;
  readonly isExternal: boolean;
  readonly driver?: string;
  /** Networks only: nothing leads out of it. */
  readonly isInternal: boolean;
  /** Networks only: nothing declares it, services are in it. */
  readonly isImplicit: boolean;
}

/** One Compose project of the workspace, as the sidebar shows it (request `dockerfileMentor/compose`). */
export interface ComposeFacts {
  readonly name: string;
  readonly files: readonly string[];
  readonly services: readonly ComposeServiceFacts[];
  readonly volumes: readonly ComposeObjectFacts[];
  readonly networks: readonly ComposeObjectFacts[];
  readonly problems: readonly (ComposeLine & { readonly kind: string; readonly value: string })[];
}

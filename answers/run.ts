import type { Range } from 'vscode-languageserver-types';

/** The answer to `dockerfileMentor/run`: the same container, written down in four ways. */
export interface RunOutputs {
  readonly docker: Output;
  readonly compose: Output;
  readonly swarm: Output;
  readonly kubernetes: Output;
  /** Choices that could not be followed. */
  readonly problems: readonly ChoiceProblem[];
  /** What stands where nothing is chosen. */
  readonly defaults: {
    readonly image: string;
    readonly name: string;
    readonly restart: string;
    readonly ports: readonly { readonly port: string; readonly host: string }[];
    readonly volumes: readonly { readonly path: string; readonly name: string }[];
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  };
}

/** A text to start a container with, and where its lines come from. */
export interface Output {
  readonly text: string;
  readonly lines: readonly Line[];
  /** What needs no line, and what to know besides; `code` in backticks. */
  readonly notes: readonly string[];
}

export interface Line {
  /** From 0. */
  readonly line: number;
  readonly why: string;
  /** The place in the Dockerfile that it comes from. */
  readonly range?: Range | undefined;
}

/** A choice that cannot be had, and why; the default stands in for it. */
export interface ChoiceProblem {
  /** `memory`, `ports.80/tcp`. */
  readonly field: string;
  readonly message: string;
}

import type { DocsBundle, Locale } from '../docs/docs.ts';

/** A stream that is written to. */
export interface Output {
  write(text: string): void;
  /** Whether a person looks at it. */
  readonly isTTY: boolean;
  /** Its width, where it is known. */
  readonly columns?: number | undefined;
}

/** Everything outside that the command line touches, the disk aside; the door gives the process's, tests their own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  readStdin(): Promise<Uint8Array>;
  loadDocs(locale: Locale): Promise<DocsBundle>;
  /** The script that can be started as a worker; without one everything happens here. */
  readonly workerScript?: string;
}

/** The exit statuses. */
export const status = { clean: 0, found: 1, unusable: 2 } as const;

/** What ends the call: one line for standard error, and exit status 2. */
export class CallError extends Error {}

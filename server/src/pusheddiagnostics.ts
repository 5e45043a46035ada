import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { settled } from './turns.ts';

/** What pushing needs of the server. */
interface Source {
  send(params: PublishDiagnosticsParams): Promise<void>;
  /** Runs what may fail, and logs the failure. */
  answer(work: () => Promise<void>): Promise<void>;
  /** The version of an open document. */
  version(uri: string): number | undefined;
  /** The diagnostics of an open Dockerfile; undefined where they are none any more. */
  check(uri: string): Promise<(PublishDiagnosticsParams & { readonly version: number }) | undefined>;
  /** The diagnostics of a Dockerfile that is not open, where those are wanted. */
  checkUnopened(uri: string): Promise<Diagnostic[]>;
  checkWorkspace(): Promise<ReadonlyMap<string, { readonly items: Diagnostic[] }>>;
}

/** Diagnostics for editors that do not ask for them (LSP `textDocument/publishDiagnostics`). */
export class PushedDiagnostics {
  readonly #source: Source;
  /** The last reason to check each document that is to be checked. */
  readonly #pending = new Map<string, symbol>();
  /** Dockerfiles that are not open and have diagnostics in the editor. */
  #unopened: ReadonlySet<string> = new Set();

  constructor(source: Source) {
    this.#source = source;
  }

  /** Checks an open document when no newer text of it is on its way. */
  soon(uri: string): void {
    const reason = Symbol(uri);
    this.#pending.set(uri, reason);
    void settled().then(() => {
      if (this.#pending.get(uri) === reason) void this.#source.answer(() => this.#push(uri));
    });
  }

  async #push(uri: string): Promise<void> {
    this.#pending.delete(uri);
    const checked = await this.#source.check(uri);
    // What was computed for an older text is not worth sending: newer is on its way.
    if (checked && this.#source.version(uri) === checked.version) await this.#source.send(checked);
  }

  /** Checks the Dockerfiles of the workspace that are not open. */
  async workspace(): Promise<void> {
    const results = await this.#source.checkWorkspace();
    const gone = [...this.#unopened].filter((uri) => !results.has(uri));
    this.#unopened = new Set(results.keys());
    for (const uri of [...gone, ...results.keys()]) await this.#sendUnopened(uri, results.get(uri)?.items ?? []);
  }

  /** A document was closed: what stands on the disk counts again. */
  closed(uri: string): void {
    this.#pending.delete(uri);
    void this.#source.answer(async () => this.#sendUnopened(uri, await this.#source.checkUnopened(uri)));
  }

  async #sendUnopened(uri: string, diagnostics: Diagnostic[]): Promise<void> {
    if (this.#source.version(uri) === undefined) await this.#source.send({ uri, diagnostics });
  }

  stop(): void {
    this.#pending.clear();
  }
}

import type { Diagnostic, PreviousResultId, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';

/** What the workspace's diagnostics need of the server. */
interface Inlet {
  /** Every Dockerfile of the workspace. */
  find(): Promise<readonly string[]>;
  /** The diagnostics of a Dockerfile as it is on the disk. */
  check(uri: string): Promise<Diagnostic[]>;
  isOpen(uri: string): boolean;
}

interface Result {
  readonly id: string;
  readonly items: Diagnostic[];
}

/** The diagnostics of the Dockerfiles that are not open, for clients that ask for them. */
export class WorkspaceDiagnostics {
  readonly #inlet: Inlet;
  #results = new Map<string, Result>();
  #isFresh = false;
  #count = 0;

  constructor(inlet: Inlet) {
    this.#inlet = inlet;
  }

  /** Files or settings changed: everything is read again when it is asked for. */
  forget(): void {
    this.#isFresh = false;
  }

  /** The files whose diagnostics are known, with them. */
  async all(): Promise<ReadonlyMap<string, Result>> {
    if (this.#isFresh) return this.#results;
    this.#isFresh = true;
    const results = new Map<string, Result>();
    for (const uri of await this.#inlet.find()) {
      const items = await this.#inlet.check(uri);
      const known = this.#results.get(uri);
      const isSame = known && JSON.stringify(known.items) === JSON.stringify(items);
      results.set(uri, isSame ? known : { id: String(++this.#count), items });
    }
    this.#results = results;
    return results;
  }

  /** LSP `workspace/diagnostic`. Open documents are left out: the client asks for each of them itself. */
  async report(previous: readonly PreviousResultId[]): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const results = await this.all();
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    for (const [uri, { id, items }] of results) {
      if (this.#inlet.isOpen(uri)) continue;
      if (known.get(uri) === id) reports.push({ kind: 'unchanged', uri, version: null, resultId: id });
      else reports.push({ kind: 'full', uri, version: null, resultId: id, items });
    }
    for (const uri of known.keys()) {
      if (!results.has(uri) && !this.#inlet.isOpen(uri)) reports.push({ kind: 'full', uri, version: null, items: [] });
    }
    return reports;
  }
}

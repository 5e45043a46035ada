import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { ConfigurationProblem } from './configuration.ts';
import type { FoundConfiguration } from './workspace.ts';

/** What the reports need of the server. */
interface Outlet {
  send(uri: string, diagnostics: Diagnostic[]): Promise<void>;
  /** Says a problem in the reader's language. */
  describe(): Promise<(problem: ConfigurationProblem) => string>;
  /** Reads a configuration file again; undefined where there is none any more. */
  read(uri: string): Promise<FoundConfiguration | undefined>;
}

/** The diagnostics of configuration files: always pushed, whether the file is open or only used. */
export class ConfigurationReports {
  readonly #outlet: Outlet;
  /** What the editor shows now, as JSON. */
  readonly #shown = new Map<string, string>();

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  /** Shows what is wrong with a file, unless it is shown already. */
  async report({ uri, problems }: FoundConfiguration): Promise<void> {
    if (problems.length === 0 && !this.#shown.has(uri)) return;
    const describe = await this.#outlet.describe();
    const diagnostics = problems.map((problem) => ({
      range: problem.range,
      severity: problem.severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
      source: 'dockerfile-mentor',
      message: describe(problem),
    }));
    const text = JSON.stringify(diagnostics);
    if (text === (this.#shown.get(uri) ?? '[]')) return;
    if (diagnostics.length > 0) this.#shown.set(uri, text);
    else this.#shown.delete(uri);
    await this.#outlet.send(uri, diagnostics);
  }

  /** Reads the files again that are open or that something is shown of. */
  async recheck(open: readonly string[]): Promise<void> {
    for (const uri of new Set([...open, ...this.#shown.keys()])) {
      await this.report((await this.#outlet.read(uri)) ?? { uri, settings: {}, problems: [] });
    }
  }
}

import type { ClientCapabilities, CodeAction, Diagnostic, InitializeParams } from 'vscode-languageserver';

/** What a client understands, and answers cut down to that: old clients get what they know and nothing else. */
export class ClientSupport {
  /** Whether it asks for diagnostics; else they are pushed. */
  readonly pulls: boolean;
  /** Whether diagnostics can be registered when the settings are known. */
  readonly registersDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly hasConfiguration: boolean;
  /** Whether an edit can create a file. */
  readonly createsFiles: boolean;
  readonly #capabilities: ClientCapabilities;
  readonly #commands: readonly unknown[];

  constructor({ capabilities, initializationOptions }: InitializeParams) {
    this.#capabilities = capabilities;
    const { diagnostic } = capabilities.textDocument ?? {};
    this.pulls = diagnostic !== undefined;
    this.registersDiagnostics = diagnostic?.dynamicRegistration === true;
    this.refreshesDiagnostics = capabilities.workspace?.diagnostics?.refreshSupport === true;
    this.refreshesInlayHints = capabilities.workspace?.inlayHint?.refreshSupport === true;
    this.hasConfiguration = capabilities.workspace?.configuration === true;
    const { documentChanges, resourceOperations = [] } = capabilities.workspace?.workspaceEdit ?? {};
    this.createsFiles = documentChanges === true && resourceOperations.includes('create');
    const commands = (initializationOptions as { commands?: unknown } | null | undefined)?.commands;
    this.#commands = Array.isArray(commands) ? commands : [];
  }

  /** Whether the client runs a command itself: `initializationOptions.commands` lists those. */
  runs(command: string): boolean {
    return this.#commands.includes(command);
  }

  /**
   * A diagnostic without the parts that the client does not say it knows. The link is kept but where it is refused: it
   * is no more than a field that an old client overlooks.
   */
  diagnostic({ relatedInformation, tags, codeDescription, ...diagnostic }: Diagnostic): Diagnostic {
    const { diagnostic: pull, publishDiagnostics: push } = this.#capabilities.textDocument ?? {};
    const known = { ...push, ...(this.pulls && pull) };
    const knownTags = known.tagSupport?.valueSet ?? [];
    const shown = tags?.filter((tag) => knownTags.includes(tag)) ?? [];
    return {
      ...diagnostic,
      ...(codeDescription && known.codeDescriptionSupport !== false && { codeDescription }),
      ...(relatedInformation && known.relatedInformation && { relatedInformation }),
      ...(shown.length > 0 && { tags: shown }),
    };
  }

  /** A code action whose diagnostics are as above; clients that know no versioned edits get plain ones. */
  codeAction(action: CodeAction): CodeAction {
    const { diagnostics, edit, ...rest } = action;
    return {
      ...rest,
      ...(diagnostics && { diagnostics: diagnostics.map((one) => this.diagnostic(one)) }),
      ...(edit && { edit: this.#edit(edit) }),
    };
  }

  #edit(edit: NonNullable<CodeAction['edit']>): NonNullable<CodeAction['edit']> {
    if (this.#capabilities.workspace?.workspaceEdit?.documentChanges || !edit.documentChanges) return edit;
    const changes = edit.documentChanges.flatMap((change) =>
      'textDocument' in change && 'edits' in change ? [[change.textDocument.uri, change.edits] as const] : [],
    );
    return { changes: Object.fromEntries(changes) } as NonNullable<CodeAction['edit']>;
  }
}

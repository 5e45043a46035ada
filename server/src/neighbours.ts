import type { ServerCapabilities } from 'vscode-languageserver';

/** What can be left to another extension, with the capabilities by which editors know of it. */
const providers = {
  hover: ['hoverProvider'],
  completion: ['completionProvider'],
  signatureHelp: ['signatureHelpProvider'],
  diagnostics: ['diagnosticProvider'],
  codeActions: ['codeActionProvider'],
  formatting: ['documentFormattingProvider', 'documentRangeFormattingProvider', 'documentOnTypeFormattingProvider'],
  semanticTokens: ['semanticTokensProvider'],
  inlayHints: ['inlayHintProvider'],
  outline: ['documentSymbolProvider'],
  folding: ['foldingRangeProvider'],
  selection: ['selectionRangeProvider'],
  highlights: ['documentHighlightProvider'],
  definition: ['definitionProvider'],
  references: ['referencesProvider'],
  rename: ['renameProvider'],
  links: ['documentLinkProvider'],
  callHierarchy: ['callHierarchyProvider'],
  workspaceSymbols: ['workspaceSymbolProvider'],
} as const satisfies Record<string, readonly (keyof ServerCapabilities)[]>;

export type Feature = keyof typeof providers;

/** The names that the setting `neighbours` takes. */
export const features = Object.keys(providers) as readonly Feature[];

/** Capabilities without those that are left to neighbours: an editor then counts one formatter, not two. */
export function withoutWithheld(
  capabilities: ServerCapabilities,
  withheld: readonly Feature[] | undefined,
): ServerCapabilities {
  const left: ServerCapabilities = { ...capabilities };
  for (const feature of withheld ?? []) for (const provider of providers[feature]) delete left[provider];
  return left;
}

import type {
  CallHierarchyItem,
  CallHierarchyPrepareParams,
  Connection,
  DocumentSymbolParams,
  FoldingRangeParams,
  SelectionRangeParams,
  ServerCapabilities,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/callHierarchy.ts';
import { folding } from '../features/folding.ts';
import { outline } from '../features/outline.ts';
import { selectionRanges } from '../features/selection.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import type { About } from './about.ts';
import type { Surroundings } from './surroundings.ts';

/** More than this nobody reads. */
const mostSymbols = 1_000;

export const capabilities = {
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  callHierarchyProvider: true,
  workspaceSymbolProvider: true,
} satisfies ServerCapabilities;

/** What documents consist of: outline, folding, growing selections, stages and who builds on whom. */
export function registerSymbols(connection: Connection, about: About, around: Surroundings): void {
  connection.onDocumentSymbol(about([], (_: DocumentSymbolParams, { file }) => outline(file), 'outline'));
  connection.onFoldingRanges(about([], (_: FoldingRangeParams, { file }) => folding(file), 'folding'));
  connection.onSelectionRanges(
    about([], ({ positions }: SelectionRangeParams, { file }) => selectionRanges(file, positions), 'selection'),
  );
  connection.onWorkspaceSymbol(async ({ query }) =>
    (await around.withholds('workspaceSymbols')) ? [] : symbolsOf(query, around),
  );
  const calls = connection.languages.callHierarchy;
  calls.onPrepare(
    about(
      [],
      ({ position }: CallHierarchyPrepareParams, { file, uri }) => prepareCallHierarchy(file, position, uri),
      'callHierarchy',
    ),
  );
  const incoming = about([], ({ item }: AboutItem, { file }) => incomingCalls(file, item), 'callHierarchy');
  const outgoing = about([], ({ item }: AboutItem, { file }) => outgoingCalls(file, item), 'callHierarchy');
  calls.onIncomingCalls(({ item }) => incoming({ textDocument: item, item }));
  calls.onOutgoingCalls(({ item }) => outgoing({ textDocument: item, item }));
}

interface AboutItem {
  readonly textDocument: { readonly uri: string };
  readonly item: CallHierarchyItem;
}

async function symbolsOf(query: string, around: Surroundings): Promise<WorkspaceSymbol[]> {
  const symbols: WorkspaceSymbol[] = [];
  for await (const { uri, file, path } of around.dockerfiles()) {
    symbols.push(...workspaceSymbols(file, uri, query, path));
    if (symbols.length >= mostSymbols) break;
  }
  return symbols;
}

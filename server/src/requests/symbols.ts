import type {
  Connection,
  DocumentSymbolParams,
  FoldingRangeParams,
  SelectionRangeParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { folding } from '../features/folding.ts';
import { outline } from '../features/outline.ts';
import { selectionRanges } from '../features/selection.ts';
import type { About } from './about.ts';

export const capabilities = {
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
} satisfies ServerCapabilities;

/** What a document consists of: outline, folding, growing selections. */
export function registerSymbols(connection: Connection, about: About): void {
  connection.onDocumentSymbol(about([], (_: DocumentSymbolParams, { file }) => outline(file)));
  connection.onFoldingRanges(about([], (_: FoldingRangeParams, { file }) => folding(file)));
  connection.onSelectionRanges(
    about([], ({ positions }: SelectionRangeParams, { file }) => selectionRanges(file, positions)),
  );
}

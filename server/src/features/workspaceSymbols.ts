import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Span } from '../dockerfile/source.ts';

/** The stages and global ARGs of a Dockerfile whose names have the letters of a query in order (LSP `workspace/symbol`). */
export function workspaceSymbols(file: Dockerfile, uri: string, query: string, path: string): WorkspaceSymbol[] {
  const symbols: WorkspaceSymbol[] = [];
  const add = (name: string, kind: SymbolKind, span: Span): void => {
    if (!matches(name, query)) return;
    symbols.push({ name, kind, location: { uri, range: span.range }, containerName: path });
  };
  for (const { name, imageWord, from } of file.stages) {
    const word = name ?? imageWord ?? from.keywordWord;
    add(word.text, SymbolKind.Class, word);
  }
  for (const arg of file.all('ARG')) for (const { key } of arg.pairs) add(key.text, SymbolKind.Constant, key);
  return symbols;
}

function matches(name: string, query: string): boolean {
  const text = name.toLowerCase();
  let at = 0;
  for (const c of query.toLowerCase()) {
    at = text.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

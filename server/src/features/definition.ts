import type { Position, Range } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { definitionOf, namesOf } from '../dockerfile/names.ts';

/** Where the stage, variable or heredoc at a position is defined (LSP `textDocument/definition`). */
export function definition(file: Dockerfile, position: Position): Range | null {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  const found = placed && definitionOf(placed);
  return found ? found.span.range : null;
}

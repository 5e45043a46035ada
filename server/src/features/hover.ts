import type { Hover, Position } from 'vscode-languageserver-types';
import { explainAt } from '../explain/explain.ts';
import { type Detail, render, type Surroundings } from '../explain/explanation.ts';

/** What stands under the cursor, explained; null where there is nothing to say (LSP `textDocument/hover`). */
export function hover(position: Position, around: Surroundings, detail: Detail): Hover | null {
  const found = explainAt(around.file.source.offsetAt(position), around);
  if (!found) return null;
  return { contents: { kind: 'markdown', value: render(found.explanation, detail) }, range: found.span.range };
}

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { type OutsideName, outsideOf } from '../context/outsidenames.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { namesOf } from '../dockerfile/names.ts';

/** Every place that means what stands at a position (LSP `textDocument/references`). */
export function references(file: Dockerfile, position: Position, includeDeclaration: boolean): Range[] {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  return (placed?.name.occurrences ?? [])
    .filter(({ role }) => includeDeclaration || role !== 'definition')
    .map(({ span }) => span.range);
}

/** The same places with whether they set or read it (LSP `textDocument/documentHighlight`). */
export function highlights(file: Dockerfile, position: Position): DocumentHighlight[] {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  return (placed?.name.occurrences ?? []).map(({ span, role }) => ({
    range: span.range,
    kind: role === 'use' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}

/** The places in Compose files and Bake files that mean it. */
export function outsideReferences(file: Dockerfile, position: Position, outside: readonly OutsideName[]): Location[] {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  if (!placed) return [];
  return outsideOf(file, placed.name, outside).map(({ place: { uri, range } }) => ({ uri, range }));
}

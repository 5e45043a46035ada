import type { TextEdit } from 'vscode-languageserver-types';
import type { Source } from '../dockerfile/source.ts';
import type { Fix } from './rule.ts';

/** Applies edits to a text. They must not overlap; equal insertions at one place are applied in order. */
export function applyEdits(source: Source, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({
      edit,
      order,
      start: source.offsetAt(edit.range.start),
      end: source.offsetAt(edit.range.end),
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let out = '';
  let at = 0;
  for (const { edit, start, end } of sorted) {
    if (start < at) throw new RangeError('overlapping edits');
    out += source.text.slice(at, start) + edit.newText;
    at = end;
  }
  return out + source.text.slice(at);
}

/**
 * Chooses fixes that can be applied together: in the order given, each whose edits overlap or touch none of those
 * taken before, and that adds no line that one of them adds: the SHELL or ARG further up mostly does for both. The rest
 * is for the next round.
 */
export function compatibleFixes(source: Source, fixes: readonly Fix[]): Fix[] {
  const taken: { start: number; end: number }[] = [];
  const chosen: Fix[] = [];
  const lines = new Set<string>();
  for (const fix of fixes) {
    const spans = fix.edits.map((edit) => ({
      start: source.offsetAt(edit.range.start),
      end: source.offsetAt(edit.range.end),
    }));
    if (spans.some((span) => taken.some((other) => span.start <= other.end && other.start <= span.end))) continue;
    const added = fix.edits.filter(addsLine).map(({ newText }) => newText);
    if (added.some((line) => lines.has(line))) continue;
    for (const line of added) lines.add(line);
    taken.push(...spans);
    chosen.push(fix);
  }
  return chosen;
}

function addsLine({ range: { start, end }, newText }: TextEdit): boolean {
  return start.line === end.line && start.character === 0 && end.character === 0 && newText.endsWith('\n');
}

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
 * taken before, and that adds no line that one of them adds to the same stage: the SHELL or ARG further up mostly does
 * for both. The rest is for the next round.
 */
export function compatibleFixes(source: Source, fixes: readonly Fix[]): Fix[] {
  const taken: PlacedEdit[] = [];
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    const edits = fix.edits.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    }));
    if (edits.some((edit) => taken.some((other) => touch(edit, other) || addSameLine(source, edit, other)))) continue;
    for (const edit of edits) taken.push(edit);
    chosen.push(fix);
  }
  return chosen;
}

/** An edit by offsets. */
interface PlacedEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function touch(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function addSameLine({ text }: Source, a: PlacedEdit, b: PlacedEdit): boolean {
  if (a.newText !== b.newText || a.start !== a.end || b.start !== b.end || !a.newText.endsWith('\n')) return false;
  return !/^[ \t]*FROM\b/im.test(text.slice(Math.min(a.start, b.start), Math.max(a.start, b.start)));
}

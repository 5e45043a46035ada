import type { Dockerfile } from '../dockerfile/dockerfile.ts';

/** Lines (from 0) from the first to the last. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const pragma = /^#+[ \t]*dockerfile-mentor[ \t]+format[ \t]+(off|on)(?![\w-])/;

/** The lines from `# dockerfile-mentor format off` to `# dockerfile-mentor format on`, or to the end of the file. */
export function frozenLines(file: Dockerfile): LineRange[] {
  if (!file.text.includes('dockerfile-mentor')) return [];
  const ranges: LineRange[] = [];
  let first: number | undefined;
  for (const comment of file.comments) {
    const state = pragma.exec(comment.raw)?.[1];
    if (!state) continue;
    const line = file.source.lineAt(comment.start);
    if (state === 'off') first ??= line;
    else if (first !== undefined) {
      ranges.push({ first, last: line });
      first = undefined;
    }
  }
  if (first !== undefined) ranges.push({ first, last: file.source.lineCount });
  return ranges;
}

/** Whether a line is in one of the ranges, which are in order. */
export function isFrozen(ranges: readonly LineRange[], line: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as LineRange).last < line) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.first <= line;
}

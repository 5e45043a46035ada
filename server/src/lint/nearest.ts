import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt word most likely means: the same in another case, else the one that is at most `limit`
 * edits away (two, or one for short words).
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  limit = word.length > 3 ? 2 : 1,
): string | undefined {
  if (candidates.length === 0 || word === '') return undefined;
  const lower = word.toLowerCase();
  const same = candidates.find((one) => one.toLowerCase() === lower);
  if (same !== undefined) return same;
  const best = closest(word, candidates as string[]);
  return distance(word, best) <= limit ? best : undefined;
}

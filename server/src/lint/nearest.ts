import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt word most likely means: the same in another case, else the one that is at most `limit`
 * edits away (two, or one for short words, in which two letters may also have changed places).
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
  if (distance(word, best) <= limit) return best;
  return limit > 0 ? candidates.find((one) => isSwapped(lower, one.toLowerCase())) : undefined;
}

/** Whether two letters next to each other change places from one word to the other: `rnu`, `run`. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

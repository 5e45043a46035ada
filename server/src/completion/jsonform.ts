import { asSnippet, type Suggestion, type Surroundings, textBehind } from './suggestion.ts';

/** A word of a JSON form that is being written, or may be. */
export interface JsonWord {
  /** The words before it. */
  readonly words: readonly string[];
  /** What is typed of it. */
  readonly typed: string;
  /** Whether its quote is open; if not, a suggestion brings its quotes along. */
  readonly isQuoted: boolean;
}

const element = /[\s,]*(?:"((?:[^"\\]|\\.)*)("?)|([^\s",\]]+))/gy;

/** The word at the end of a text that begins a JSON form; undefined where no word can be written. */
export function jsonWordAt(text: string): JsonWord | undefined {
  if (!text.startsWith('[')) return undefined;
  const words: string[] = [];
  element.lastIndex = 1;
  let at = 1;
  for (let match = element.exec(text); match; match = element.exec(text)) {
    const [, quoted, end, bare] = match;
    at = element.lastIndex;
    if (at === text.length && (bare !== undefined || !end)) {
      return { words, typed: quoted ?? bare ?? '', isQuoted: bare === undefined };
    }
    words.push(quoted ?? bare ?? '');
  }
  const rest = text.slice(at);
  const mayFollow = words.length === 0 ? /^\s*$/ : /^\s*,\s*$/;
  return mayFollow.test(rest) ? { words, typed: '', isQuoted: false } : undefined;
}

/** Whether a quote on the line ends the word at the cursor already. */
function isClosed(behind: string): boolean {
  return behind.split('"').length % 2 === 0;
}

/** Suggestions as strings of the array: with the quotes that are missing. */
export function asStrings(found: readonly Suggestion[], word: JsonWord, around: Surroundings): Suggestion[] {
  // A bare path would have to be quoted from its beginning, which is not what is replaced.
  if (!word.isQuoted && word.typed.includes('/')) return [];
  const close = word.isQuoted && isClosed(textBehind(around)) ? '' : '"';
  return found.map(({ snippet: _, ...one }) => {
    const inner = JSON.stringify(one.text ?? one.label).slice(1, -1);
    if (word.isQuoted) return { ...one, text: one.continues ? inner : inner + close };
    const snippet = one.continues && { snippet: `"${asSnippet(inner)}$0"` };
    return { ...one, text: `"${inner}"`, ...snippet };
  });
}

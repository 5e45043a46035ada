import type { LogicalLine } from './scanner.ts';
import type { Word } from './source.ts';

/**
 * Splits the text of an instruction into flags, words, key-value pairs and JSON elements as BuildKit's
 * line parsers do (Dockerfile reference, "Exec form", "ENV", "LABEL"). All indexes are into the logical line.
 */

/** `--name=value` as written; `value` has quotes and escapes taken off as the builder does. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
  readonly word: Word;
  readonly nameWord: Word;
  /** The part behind `=`, as written. */
  readonly valueWord?: Word;
}

/** `key=value` of ENV, LABEL and ARG; `legacy` for `ENV key value`. Texts are as written, quotes and all. */
export interface Pair {
  readonly key: Word;
  readonly value?: Word;
  readonly word: Word;
  readonly legacy: boolean;
}

/** A JSON array in place of arguments. `elements` are decoded; each element's word spans its quotes. */
export interface JsonForm {
  readonly elements: readonly { readonly value: string; readonly word: Word }[];
}

/** Why text that begins with `[` is no JSON form: malformed (shell form is used) or not all strings (a build error). */
export type JsonResult =
  | { readonly kind: 'json'; readonly form: JsonForm }
  | { readonly kind: 'not-strings' | 'malformed' };

export function isSpaceAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0;
}

export function skipSpaces(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpaceAt(text, i)) i++;
  return i;
}

/** Reads the leading `--flag` words and says where the rest begins (BuildKit `extractBuilderFlags`). */
export function readFlags(line: LogicalLine, from: number, escape: string): { flags: Flag[]; rest: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let i = skipSpaces(text, from);
  while (text.startsWith('--', i)) {
    const word = readFlagWord(text, i, escape);
    if (word.text === '--') return { flags, rest: skipSpaces(text, word.end) };
    flags.push(toFlag(line, i, word));
    i = skipSpaces(text, word.end);
  }
  return { flags, rest: i };
}

function readFlagWord(text: string, start: number, escape: string): { text: string; end: number; equals: number } {
  let out = '';
  let equals = -1;
  let quote = '';
  let i = start;
  for (; i < text.length; i++) {
    const c = text[i] as string;
    if (!quote && isSpaceAt(text, i)) break;
    if (c === escape) {
      if (i + 1 < text.length) out += text[++i];
      continue;
    }
    if (quote ? c === quote : c === '"' || c === "'") {
      quote = quote ? '' : c;
      continue;
    }
    if (c === '=' && equals < 0) equals = i;
    out += c;
  }
  return { text: out, end: i, equals };
}

function toFlag(line: LogicalLine, start: number, word: { text: string; end: number; equals: number }): Flag {
  const split = word.text.indexOf('=');
  if (split < 0 || word.equals < 0) {
    return { name: word.text.slice(2), word: line.word(start, word.end), nameWord: line.word(start, word.end) };
  }
  return {
    name: word.text.slice(2, split),
    value: word.text.slice(split + 1),
    word: line.word(start, word.end),
    nameWord: line.word(start, word.equals),
    valueWord: line.word(word.equals + 1, word.end),
  };
}

/** Words between ASCII white space (BuildKit `parseStringsWhitespaceDelimited`): a no-break space parts no words. */
export function readWords(line: LogicalLine, from: number): Word[] {
  const text = line.text.trimEnd();
  const words: Word[] = [];
  const pattern = /[^\t\v\f\r ]+/g;
  pattern.lastIndex = skipSpaces(text, from);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    words.push(line.word(match.index, match.index + match[0].length));
  }
  return words;
}

/** Words of ENV, LABEL and ARG: quotes and the escape character keep blanks inside a word (BuildKit `parseWords`). */
export function readQuotedWords(line: LogicalLine, from: number, escape: string): [start: number, end: number][] {
  const { text } = line;
  const words: [number, number][] = [];
  let i = skipSpaces(text, from);
  while (i < text.length) {
    const start = i;
    let quote = '';
    for (; i < text.length; i++) {
      const c = text[i] as string;
      if (!quote && isSpaceAt(text, i)) break;
      if (c === escape && quote !== "'") i++;
      else if (quote) quote = c === quote ? '' : quote;
      else if (c === '"' || c === "'") quote = c;
    }
    i = Math.min(i, text.length);
    words.push([start, i]);
    i = skipSpaces(text, i);
  }
  return words;
}

/** The pairs of ENV and LABEL; the legacy form when the first word has no `=` (Dockerfile reference, "ENV"). */
export function readPairs(line: LogicalLine, from: number, escape: string): Pair[] {
  const { text } = line;
  const words = readQuotedWords(line, from, escape);
  const first = words[0];
  if (!first) return [];
  if (text.slice(first[0], first[1]).includes('=')) return words.map(([start, end]) => toPair(line, start, end));
  const start = first[0];
  let keyEnd = start;
  while (keyEnd < text.length && !/[\t\v\f\r ]/.test(text[keyEnd] as string)) keyEnd++;
  const valueStart = skipSpaces(text, keyEnd);
  const end = text.trimEnd().length;
  const pair = { key: line.word(start, keyEnd), word: line.word(start, Math.max(end, keyEnd)), legacy: true };
  return [valueStart < end ? { ...pair, value: line.word(valueStart, end) } : pair];
}

/** The declarations of ARG: `NAME` or `NAME=default`, several of them. */
export function readDeclarations(line: LogicalLine, from: number, escape: string): Pair[] {
  return readQuotedWords(line, from, escape).map(([start, end]) => toPair(line, start, end));
}

function toPair(line: LogicalLine, start: number, end: number): Pair {
  const split = line.text.indexOf('=', start);
  const word = line.word(start, end);
  if (split < 0 || split >= end) return { key: word, word, legacy: false };
  return { key: line.word(start, split), value: line.word(split + 1, end), word, legacy: false };
}

/** Reads a JSON array of strings from `from` to the end of the line; undefined where the text does not begin with `[`. */
export function readJson(line: LogicalLine, from: number): JsonResult | undefined {
  const { text } = line;
  const start = skipSpaces(text, from);
  if (text[start] !== '[') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(start));
  } catch {
    return { kind: 'malformed' };
  }
  if (!Array.isArray(parsed)) return { kind: 'malformed' };
  if (!parsed.every((value) => typeof value === 'string')) return { kind: 'not-strings' };
  const elements: { value: string; word: Word }[] = [];
  let i = start + 1;
  for (const value of parsed as string[]) {
    i = text.indexOf('"', i);
    const end = jsonStringEnd(text, i);
    elements.push({ value, word: line.word(i, end) });
    i = end;
  }
  return { kind: 'json', form: { elements } };
}

function jsonStringEnd(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { unquote } from '../dockerfile/heredocs.ts';
import { Memo } from '../dockerfile/memo.ts';
import { Span, type Word } from '../dockerfile/source.ts';
import { type Pair, readQuotedWords } from '../dockerfile/words.ts';
import { insertAfter, insertBefore, replace } from './edits.ts';
import { toValidJson } from './jsonform.ts';
import type { Fix } from './rule.ts';

/** A quote that is never closed in a word whose variables the builder puts in: the build fails. */
export interface OpenQuote {
  readonly quote: '"' | "'";
  readonly instruction: Instruction;
  /** From the quote to the end of what stands on its line. */
  readonly span: Span;
  /** The pair that it is in, where it is the name or the value of one. */
  readonly pair?: Pair;
}

const known = new Memo<Dockerfile, readonly OpenQuote[]>();

/** Every quote that is never closed, at most one for each pair or instruction without pairs, in order. */
export function openQuotes(file: Dockerfile): readonly OpenQuote[] {
  let quotes = known.get(file);
  if (!quotes) {
    quotes = file.instructions.flatMap((instruction) => [...readQuotes(instruction)]);
    known.set(file, quotes);
  }
  return quotes;
}

function* readQuotes(instruction: Instruction): Generator<OpenQuote> {
  const { text } = instruction.line;
  if (!text.includes('"') && !text.includes("'")) return;
  if (instruction.is('ENV', 'LABEL', 'ARG')) {
    for (const pair of instruction.pairs) {
      // The builder expands names of ENV and LABEL, not those of ARG.
      const inKey = instruction.is('ARG') ? undefined : openQuote(instruction, pair.key);
      const found = inKey ?? (pair.value && openQuote(instruction, pair.value));
      if (found) yield { ...found, pair };
    }
    return;
  }
  for (const word of expandedWords(instruction)) {
    const found = openQuote(instruction, word);
    if (!found) continue;
    yield found;
    return;
  }
}

/** The words of an instruction without pairs whose variables the builder puts in. */
function expandedWords(instruction: Instruction): readonly Word[] {
  if (instruction.is('ADD', 'COPY')) return instruction.args.filter(({ text }) => !/^\d*<</.test(text));
  if (instruction.isAmong(['VOLUME', 'WORKDIR', 'USER', 'STOPSIGNAL', 'EXPOSE'])) return instruction.args;
  return instruction.is('FROM') ? instruction.args.slice(0, 1) : [];
}

function openQuote(instruction: Instruction, word: Word): OpenQuote | undefined {
  const at = openQuoteAt(word.text, instruction.file.escape);
  if (at < 0) return undefined;
  const { line, source } = instruction;
  const quote = word.text[at] as OpenQuote['quote'];
  // JSON strings are decoded: their places inside the word are not those of the source.
  if (instruction.json) return { quote, instruction, span: word };
  const start = line.offsetOf(line.indexOf(word.start) + at);
  return { quote, instruction, span: new Span(source, start, Math.min(word.end, lineTextEnd(instruction, start))) };
}

/** The end of what stands on the line of an offset, without the continuation and the blanks before it. */
function lineTextEnd({ source, file }: Instruction, offset: number): number {
  const number = source.lineAt(offset);
  const text = source.text.slice(offset, source.lineEnd(number)).trimEnd();
  const goesOn = text.endsWith(file.escape) && source.lineEnd(number) < source.text.length;
  return offset + (goesOn ? text.slice(0, -1).trimEnd() : text).length;
}

/** Where the quote stands that a word never closes; -1 where there is none (BuildKit, `frontend/dockerfile/shell`). */
function openQuoteAt(text: string, escape: string): number {
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === escape && text[open] !== "'") i++;
    else if (open >= 0) open = c === text[open] ? -1 : open;
    else if (c === '"' || c === "'") open = i;
  }
  return open;
}

/** What may have been meant, the likeliest first. */
export function closeQuoteFixes(found: OpenQuote): Fix[] {
  const { quote, span, instruction } = found;
  const before = span.source.text[span.start - 1] ?? '';
  const close: Fix = {
    title: l10n.t('Close the quote with `{quote}`', { quote }),
    edits: [insertAfter(span, quote)],
    safe: false,
  };
  if (instruction.json) return [];
  const meant = moveQuote(found) ?? toJsonWords(instruction);
  if (meant) return [meant];
  if (!/[\p{L}\p{N}]/u.test(before)) return [close];
  const escaped = insertBefore(span, instruction.file.escape);
  return [{ title: l10n.t('Escape the quote'), edits: [escaped], safe: false }, close];
}

/** `"NAME=some text"` → `NAME="some text"`. */
function moveQuote({ quote, pair }: OpenQuote): Fix | undefined {
  if (!pair?.value || pair.legacy || pair.key.text.lastIndexOf(quote) !== 0) return undefined;
  if (pair.value.text.indexOf(quote) !== pair.value.text.length - 1) return undefined;
  const first = new Span(pair.key.source, pair.key.start, pair.key.start + 1);
  return {
    title: l10n.t('Move the opening quote behind `=`'),
    edits: [replace(first, ''), insertBefore(pair.value, quote)],
    safe: false,
  };
}

/** `COPY "a b" /c` → `COPY ["a b", "/c"]`: only the JSON form takes blanks inside a word. */
function toJsonWords(instruction: Instruction): Fix | undefined {
  if (!instruction.is('ADD', 'COPY', 'VOLUME') || instruction.heredocs.length > 0) return undefined;
  const { line, rest, file } = instruction;
  if (instruction.jsonError) return toValidJson(instruction, rest);
  if (openQuoteAt(rest.text, file.escape) >= 0 || rest.text.includes('\\')) return undefined;
  const words = readQuotedWords(line, line.indexOf(rest.start), file.escape);
  const elements = words.map(([start, end]) => JSON.stringify(unquote(line.text.slice(start, end))));
  return {
    title: l10n.t('Write in JSON form'),
    edits: [replace(rest, `[${elements.join(', ')}]`)],
    safe: false,
  };
}

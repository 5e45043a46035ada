import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { insertAfter, insertBefore, replace } from './edits.ts';
import type { Fix } from './rule.ts';

/** What only a shell knows: there is no program of that name. */
export const shellBuiltins: ReadonlySet<string> = new Set(
  '. : alias bg cd command eval exec exit export fg hash jobs read readonly return set shift source times trap type ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** The edits that make a JSON array of the words of a command. What stands between them stays: lines and comments. */
export function wordsToJson({ source }: Instruction, words: readonly Word[]): TextEdit[] {
  return words.map(({ start, end, text }, i) => {
    const open = i === 0 ? '[' : '';
    const close = i === words.length - 1 ? ']' : ',';
    return { range: source.range(start, end), newText: `${open}${JSON.stringify(text)}${close}` };
  });
}

/** The edits that make a text the last string of a JSON array, behind the words of a shell. Its lines stay. */
export function scriptToJson({ line }: Instruction, script: Word, shell: readonly string[], lead = ''): TextEdit[] {
  const start = line.indexOf(script.start);
  const escapes = [...script.text.matchAll(/["\\\u0000-\u001f]/g)].map(({ 0: sign, index }) =>
    replace(line.word(start + index, start + index + 1), JSON.stringify(sign).slice(1, -1)),
  );
  const words = shell.map((word) => `${JSON.stringify(word)}, `).join('');
  return [insertBefore(script, `[${words}"${lead}`), ...escapes, insertAfter(script, '"]')];
}

/** What stands where an instruction takes a JSON array: its arguments, behind HEALTHCHECK the command. */
export function jsonPlace(instruction: Instruction): Word | undefined {
  const { rest } = instruction;
  if (instruction.keyword !== 'HEALTHCHECK') return rest;
  const command = /^\S+\s+/.exec(rest.text)?.[0].length;
  if (command === undefined) return undefined;
  const start = instruction.line.indexOf(rest.start) + command;
  return instruction.line.word(start, instruction.line.text.trimEnd().length);
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“',
  '‘': '’',
  '’': '’',
};

/**
 * Whether text that begins with `[` and is no JSON array was meant as one. In what a shell runs, `[ … ]` is a test;
 * the sources of ADD and COPY may be patterns.
 */
export function isMeantAsJson(instruction: Instruction, text: string): boolean {
  const inner = text.slice(1).trimStart();
  const quoted = inner[0] !== undefined && inner[0] in closing;
  if (instruction.is('VOLUME')) return true;
  if (instruction.is('ADD', 'COPY')) return quoted || (text.endsWith(']') && text.includes(','));
  if (text.startsWith('[[')) return false;
  // `[Type]::Member` is PowerShell.
  if (!/^\[\s/.test(text)) return quoted || isWholeArray(text);
  const element = readElement(inner, 0);
  if (!element) return false;
  const next = inner.slice(element.end).trimStart()[0];
  return next === ',' || (quoted && next !== undefined && next in closing);
}

/** Whether a text is one array of words, with nothing but a comment behind it. */
function isWholeArray(text: string): boolean {
  const array = readLooseArray(text);
  return array !== undefined && /^\s*(?:#|$)/.test(text.slice(array.end));
}

/** An element of what was meant as a JSON array, by its place in the text. */
interface Element {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The array that a text was meant as. Positions count from its `[`. */
interface LooseArray {
  readonly elements: readonly Element[];
  /** Whether a comma stands behind each element. */
  readonly commas: readonly (number | undefined)[];
  /** Behind `]`. */
  readonly end: number;
}

function readElement(text: string, start: number): Element | undefined {
  const quote = closing[text[start] as string];
  if (!quote) {
    const bare = /^[^\s,[\]{}"'“”‘’]+/.exec(text.slice(start))?.[0];
    return bare === undefined ? undefined : { start, end: start + bare.length, value: bare };
  }
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return { start, end: i + 1, value: decode(text.slice(start + 1, i), quote) };
  }
  return undefined;
}

/** The value of a string whose escapes may not be JSON's: `\p` stands for itself, as in a path of Windows. */
function decode(text: string, quote: string): string {
  if (quote !== '"') return text.replaceAll(`\\${quote}`, quote);
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text.replaceAll('\\"', '"');
  }
}

function readLooseArray(text: string): LooseArray | undefined {
  const elements: Element[] = [];
  const commas: (number | undefined)[] = [];
  let i = skipBlanks(text, 1);
  while (text[i] !== ']') {
    const element = i < text.length ? readElement(text, i) : undefined;
    if (!element) return undefined;
    i = skipBlanks(text, element.end);
    const comma = text[i] === ',' ? i : undefined;
    elements.push(element);
    commas.push(comma);
    if (comma !== undefined) i = skipBlanks(text, i + 1);
  }
  return { elements, commas, end: i + 1 };
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i < text.length && /\s/.test(text[i] as string)) i++;
  return i;
}

/**
 * Turns what was meant as a JSON array into one: each word in double quotes, a comma between two, none behind the
 * last. Line breaks stay where they are. Unsafe: no shell runs the words any more.
 */
export function toValidJson(instruction: Instruction, place: Word): Fix | undefined {
  const array = readLooseArray(place.text);
  if (!array || array.elements.length === 0 || place.text.slice(array.end).trim() !== '') return undefined;
  const { line } = instruction;
  const base = line.indexOf(place.start);
  const edits: TextEdit[] = [];
  array.elements.forEach(({ start, end, value }, i) => {
    const word = line.word(base + start, base + end);
    const comma = array.commas[i];
    const isLast = i === array.elements.length - 1;
    const json = JSON.stringify(value);
    if (word.text !== json) edits.push(replace(word, json));
    if (isLast && comma !== undefined) edits.push(replace(line.word(base + comma, base + comma + 1), ''));
    if (!isLast && comma === undefined) edits.push(insertAfter(word, ','));
  });
  return edits.length === 0 ? undefined : { title: l10n.t('Write as a valid JSON array'), edits, safe: false };
}

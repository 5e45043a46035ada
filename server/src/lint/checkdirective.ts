import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Comment } from '../dockerfile/scanner.ts';
import { Word } from '../dockerfile/source.ts';

/** One `key=value` of `# check=skip=A,B;error=true`. */
export interface CheckOption {
  /** The whole part between semicolons. */
  readonly word: Word;
  /** Without the blanks around it; the whole part where there is no `=`. */
  readonly key: Word;
  /** Absent where there is no `=`. */
  readonly value?: Word;
  /** The names of `skip` and `experimental`. */
  readonly names: readonly Word[];
  /** Whether BuildKit takes it; it refuses the whole comment otherwise. */
  readonly isValid: boolean;
}

export const checkOptionNames = ['skip', 'error', 'experimental'] as const;

const booleans = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);
const inline = /^#\s*check\s*=\s*/i;

/** The value of a `# check=` comment; undefined for every other comment. */
export function checkComment(comment: Comment): Word | undefined {
  const lead = inline.exec(comment.raw)?.[0].length;
  const value = comment.raw.slice(lead).trimEnd();
  if (lead === undefined || value === '') return undefined;
  return new Word(comment.source, value, comment.start + lead, comment.start + lead + value.length);
}

/** Reads the value of a check directive or comment as BuildKit does: up to the first blank, at most three options. */
export function readCheckOptions(value: Word): CheckOption[] {
  const end = value.text.indexOf(' ');
  const text = end < 0 ? value.text : value.text.slice(0, end);
  const options: CheckOption[] = [];
  let at = 0;
  for (let i = 0; i < 3 && at <= text.length; i++) {
    const semicolon = i < 2 ? text.indexOf(';', at) : -1;
    const to = semicolon < 0 ? text.length : semicolon;
    options.push(readOption(value, text, at, to));
    at = to + 1;
  }
  return options;
}

function readOption(value: Word, text: string, from: number, to: number): CheckOption {
  const word = piece(value, text, from, to);
  const equals = text.slice(from, to).indexOf('=');
  if (equals < 0) return { word, key: word, names: [], isValid: false };
  const key = piece(value, text, from, from + equals);
  const given = piece(value, text, from + equals + 1, to);
  const hasNames = key.text === 'skip' || key.text === 'experimental';
  return {
    word,
    key,
    value: given,
    names: hasNames ? splitAtCommas(given) : [],
    isValid: hasNames || (key.text === 'error' && booleans.has(given.text)),
  };
}

/** A part of a value without the blanks at its ends. */
function piece(value: Word, text: string, from: number, to: number): Word {
  const raw = text.slice(from, to);
  const start = value.start + from + (raw.length - raw.trimStart().length);
  return new Word(value.source, raw.trim(), start, start + raw.trim().length);
}

function splitAtCommas(list: Word): Word[] {
  return [...list.text.matchAll(/[^\s,]+/g)].map(
    ({ 0: name, index }) => new Word(list.source, name, list.start + index, list.start + index + name.length),
  );
}

/** The check directive that BuildKit reads: the first one, and the only one unless the build fails. */
export function checkDirective(file: Dockerfile): { value: Word; options: readonly CheckOption[] } | undefined {
  const directive = file.directive('check');
  return directive && { value: directive.value, options: readCheckOptions(directive.value) };
}

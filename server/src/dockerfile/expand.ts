/**
 * Variable references and their expansion, as BuildKit's shell lexer does it (Dockerfile reference,
 * "Environment replacement"). Pure text in, pure text out; indexes are into the text given.
 */

/** `$NAME` or `${NAME…}` in a text that the builder expands. */
export interface Reference {
  readonly name: string;
  /** Of the whole reference, from `$`. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`, or what stands there and is unknown. */
  readonly modifier?: string;
  readonly operandStart?: number;
  readonly operandEnd?: number;
  /** What is wrong with it: the build fails. */
  readonly error?: 'unclosed' | 'empty-name' | 'unknown-modifier';
}

/** The value of a variable: a text, `null` where it is not set, `undefined` where that is unknown. */
export type Lookup = (name: string) => string | null | undefined;

const modifiers = [':-', ':+', ':?', '##', '%%', '//', '-', '+', '?', '#', '%', '/'];

/** How a text is read: its escape character, and whether quotes mean something (not in a heredoc's body). */
interface Notation {
  readonly escape: string;
  readonly quotes: boolean;
}

/** Finds the references of `text`, outermost first, those in operands after the one that holds them. */
export function findReferences(text: string, escape: string, quotes = true): Reference[] {
  const references: Reference[] = [];
  collect(text, 0, text.length, { escape, quotes }, references);
  return references;
}

function collect(text: string, from: number, to: number, notation: Notation, into: Reference[]): void {
  let quote = '';
  for (let i = from; i < to; i++) {
    const c = text[i] as string;
    if (quote === "'") {
      if (c === "'") quote = '';
    } else if (c === notation.escape) i++;
    else if (c === '"' && notation.quotes) quote = quote ? '' : '"';
    else if (c === "'" && !quote && notation.quotes) quote = "'";
    else if (c === '$') {
      const reference = referenceAt(text, i, to, notation);
      if (!reference) continue;
      into.push(reference);
      if (reference.operandStart !== undefined && reference.operandEnd !== undefined) {
        collect(text, reference.operandStart, reference.operandEnd, notation, into);
      }
      i = reference.end - 1;
    }
  }
}

function nameLength(text: string, from: number): number {
  const match = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])/.exec(text.slice(from, from + 256));
  if (!match) return 0;
  return match[0].length === 256 ? (/^\w+/.exec(text.slice(from)) as RegExpExecArray)[0].length : match[0].length;
}

function referenceAt(text: string, start: number, to: number, notation: Notation): Reference | undefined {
  if (text[start + 1] !== '{') {
    const length = nameLength(text, start + 1);
    if (length === 0 || start + 1 >= to) return undefined;
    const nameEnd = start + 1 + length;
    return { name: text.slice(start + 1, nameEnd), start, end: nameEnd, nameStart: start + 1, nameEnd };
  }
  const nameStart = start + 2;
  const nameEnd = Math.min(nameStart + (text[nameStart] === '}' ? 0 : nameLength(text, nameStart)), to);
  const name = text.slice(nameStart, nameEnd);
  const close = closingBrace(text, nameEnd, to, notation);
  const base = { name, start, end: close < 0 ? to : close + 1, nameStart, nameEnd };
  if (close < 0) return { ...base, error: 'unclosed' };
  if (name === '') return { ...base, error: 'empty-name' };
  if (nameEnd === close) return base;
  const rest = text.slice(nameEnd, close);
  const modifier = modifiers.find((candidate) => rest.startsWith(candidate));
  if (!modifier) return { ...base, modifier: rest.slice(0, rest[0] === ':' ? 2 : 1), error: 'unknown-modifier' };
  return { ...base, modifier, operandStart: nameEnd + modifier.length, operandEnd: close };
}

function closingBrace(text: string, from: number, to: number, { escape, quotes }: Notation): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < to; i++) {
    const c = text[i] as string;
    if (c === escape && quote !== "'") i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (quotes && (c === '"' || c === "'")) quote = c;
    else if (c === '$' && text[i + 1] === '{') {
      depth++;
      i++;
    } else if (c === '}' && depth-- === 0) return i;
  }
  return -1;
}

/** Longer values are no use to anybody, and a few lines that double one would take forever and fill the memory. */
const longestValue = 32_000;

/**
 * Expands a word: takes quotes and escapes off and puts values in. `undefined` where the result is not known,
 * because a variable's value is unknown or too long, or the text is malformed. An unset variable becomes the empty string.
 */
export function expand(text: string, escape: string, lookup: Lookup): string | undefined {
  if (!/["'$]/.test(text) && !text.includes(escape)) return text;
  let out = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quote === "'") {
      if (c === "'") quote = '';
      else out += c;
    } else if (c === escape) {
      const next = text[++i] ?? '';
      out += quote && next !== '"' && next !== '$' && next !== escape ? c + next : next;
    } else if (c === '"') quote = quote ? '' : '"';
    else if (c === "'" && !quote) quote = "'";
    else if (c === '$') {
      const reference = referenceAt(text, i, text.length, { escape, quotes: true });
      if (!reference) {
        out += c;
        continue;
      }
      const value = resolve(text, reference, escape, lookup);
      if (value === undefined) return undefined;
      out += value;
      if (out.length > longestValue) return undefined;
      i = reference.end - 1;
    } else out += c;
  }
  return out;
}

function resolve(text: string, reference: Reference, escape: string, lookup: Lookup): string | undefined {
  if (reference.error) return undefined;
  const value = lookup(reference.name);
  const { modifier } = reference;
  if (!modifier) return value === undefined ? undefined : (value ?? '');
  if (value === undefined) return undefined;
  const written = text.slice(reference.operandStart, reference.operandEnd);
  if (modifier[0] === '/') return replacePattern(value ?? '', modifier, written, escape, lookup);
  const operand = expand(written, escape, lookup);
  if (operand === undefined) return undefined;
  const isSet = value !== null && (modifier[0] !== ':' || value !== '');
  switch (modifier) {
    case ':-':
    case '-':
      return isSet ? (value as string) : operand;
    case ':+':
    case '+':
      return isSet ? operand : '';
    case ':?':
    case '?':
      return isSet ? (value as string) : undefined;
    default:
      return applyPattern(value ?? '', modifier, operand);
  }
}

/** `${NAME/pattern/replacement}`; the first unescaped `/` parts the two. */
function replacePattern(
  value: string,
  modifier: string,
  written: string,
  escape: string,
  lookup: Lookup,
): string | undefined {
  let split = 0;
  while (split < written.length && written[split] !== '/') split += written[split] === escape ? 2 : 1;
  const pattern = expand(written.slice(0, split), escape, lookup);
  const replacement = expand(written.slice(split + 1), escape, lookup);
  if (pattern === undefined || replacement === undefined) return undefined;
  return tryPattern(() =>
    value.replace(new RegExp(patternSource(pattern, true), modifier === '//' ? 'gs' : 's'), () => replacement),
  );
}

/** `#`, `##`, `%` and `%%` with a shell pattern: the short or the long match is cut off. */
function applyPattern(value: string, modifier: string, operand: string): string | undefined {
  const greedy = modifier.length === 2;
  if (modifier[0] === '#') {
    return tryPattern(() => value.replace(new RegExp(`^(?:${patternSource(operand, greedy)})`, 's'), ''));
  }
  return tryPattern(() => {
    const match = new RegExp(`^(${greedy ? '.*?' : '.*'})(?:${patternSource(operand, true)})$`, 's').exec(value);
    return match ? (match[1] as string) : value;
  });
}

function tryPattern(apply: () => string): string | undefined {
  try {
    return apply();
  } catch {
    return undefined;
  }
}

function patternSource(pattern: string, greedy: boolean): string {
  const star = greedy ? '.*' : '.*?';
  return pattern.replace(/\\(.)|[*?.+^${}()|[\]\\/-]/gs, (match, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (match === '*') return star;
    return match === '?' ? '.' : `\\${match}`;
  });
}

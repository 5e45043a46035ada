/** Go's `filepath.Match`, the wildcards of COPY and ADD: `*`, `?`, `[a-z]`, `[^a]`, and a backslash that takes a sign literally. */

/** Whether a pattern has a sign that stands for others (BuildKit's `containsWildcards`). */
export function hasWildcard(text: string): boolean {
  return /^(?:[^\\]|\\.)*?[*?[]/s.test(text);
}

/** The matcher of a pattern over a whole name; undefined where the pattern is malformed. A `*` never takes a slash. */
export function wildcard(pattern: string): ((name: string) => boolean) | undefined {
  const signs = [...pattern];
  let out = '';
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as string;
    if (sign === '*') out += '[^/]*';
    else if (sign === '?') out += '[^/]';
    else if (sign === '\\') {
      const next = signs[++i];
      if (next === undefined) return undefined;
      out += literal(next);
    } else if (sign === '[') {
      const read = readClass(signs, i + 1);
      if (!read) return undefined;
      out += read.text;
      i = read.end;
    } else out += literal(sign);
  }
  const expression = new RegExp(`^(?:${out})$`, 'su');
  return (name) => expression.test(name);
}

/** A bracketed class behind its `[`, and the index of its `]`. */
function readClass(signs: readonly string[], start: number): { text: string; end: number } | undefined {
  let i = start;
  const negated = signs[i] === '^';
  if (negated) i++;
  let out = '';
  for (let count = 0; ; count++) {
    if (signs[i] === ']' && count > 0) break;
    const low = readClassSign(signs, i);
    if (!low) return undefined;
    i = low.next;
    let high = low;
    if (signs[i] === '-') {
      const read = readClassSign(signs, i + 1);
      if (!read) return undefined;
      high = read;
      i = read.next;
    }
    // A range that runs backwards is well-formed and matches nothing.
    if (codeOf(low.sign) <= codeOf(high.sign)) out += `${literal(low.sign)}-${literal(high.sign)}`;
  }
  return { text: out === '' ? (negated ? '[^]' : '[]') : `[${negated ? '^' : ''}${out}]`, end: i };
}

function readClassSign(signs: readonly string[], at: number): { sign: string; next: number } | undefined {
  const escaped = signs[at] === '\\';
  const sign = signs[escaped ? at + 1 : at];
  if (sign === undefined || (!escaped && (sign === '-' || sign === ']'))) return undefined;
  // A class that never ends is malformed.
  const next = escaped ? at + 2 : at + 1;
  return next < signs.length ? { sign, next } : undefined;
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) as number;
}

/** A sign as a regular expression with the flag `u` takes it literally, inside and outside of classes. */
export function literal(sign: string): string {
  return `\\u{${codeOf(sign).toString(16)}}`;
}

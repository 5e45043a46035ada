import { Source, Span } from '../dockerfile/source.ts';
import { literal, wildcard } from './wildcard.ts';

/**
 * `.dockerignore`, with the semantics of moby's patternmatcher (Docker documentation, "Build context",
 * ".dockerignore files"): Go path patterns plus `**`, the last pattern that matches decides, `!` takes back.
 * These are not the semantics of `.gitignore`: a pattern without a slash matches at the root only.
 */

export interface IgnorePattern {
  /** Cleaned: no `!`, no leading or trailing slash. */
  readonly text: string;
  readonly negated: boolean;
  /** Where it stands in the ignore file, `!` included. */
  readonly span: Span;
  /** Whether it matches exactly this path; the folders above are not looked at. */
  matches(path: string): boolean;
}

/** What the patterns say of a folder, for what is below it: one entry per pattern. */
export type FolderMatch = readonly boolean[];

export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  /** Whether a pattern takes something back with `!`. */
  readonly hasExceptions: boolean;
  /** The pattern that excludes a path (or a folder above it), or undefined where the path is part of the context. */
  excludes(path: string): IgnorePattern | undefined;
  /**
   * The same as a build client asks while it walks the context: with what was said of the folder above. `folder` is
   * absent at the top. Differs from {@link excludes} only where an exception for a folder stands behind a pattern for
   * something in it.
   */
  enter(
    path: string,
    folder?: FolderMatch,
  ): { readonly excludedBy: IgnorePattern | undefined; readonly match: FolderMatch };
  /** Whether an exception may let something through below a folder (or behind a path with wildcards). */
  mayTakeBackBelow(path: string): boolean;
}

/** Reads an ignore file; never fails. A pattern that is malformed matches nothing. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const patterns = readPatterns(new Source(text));
  return {
    patterns,
    hasExceptions: patterns.some((pattern) => pattern.negated),
    excludes: (path) => lastMatch(patterns, cleanPath(path)),
    enter: (path, folder) => enter(patterns, path, folder),
    mayTakeBackBelow: (path) =>
      patterns.some((pattern) => pattern.negated && mayMatchBelow(pattern.text, cleanPath(path))),
  };
}

function readPatterns(source: Source): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (let line = 0; line < source.lineCount; line++) {
    const raw = line === 0 ? source.lineText(line).replace(/^\uFEFF/, '') : source.lineText(line);
    if (raw.startsWith('#')) continue;
    const trimmed = trim(raw);
    const negated = trimmed.startsWith('!');
    const body = negated ? trim(trimmed.slice(1)) : trimmed;
    if (body === '') continue;
    const cleaned = cleanPath(body);
    const start = source.lineStart(line) + source.lineText(line).indexOf(trimmed);
    let matcher: ((path: string) => boolean) | undefined;
    patterns.push({
      text: cleaned,
      negated,
      span: new Span(source, start, start + trimmed.length),
      matches(path) {
        matcher ??= pathMatcher(cleaned) ?? (() => false);
        return matcher(path);
      },
    });
  }
  return patterns;
}

/** Go's `strings.TrimSpace`: a byte order mark is no white space, U+0085 is. */
function trim(text: string): string {
  return text.replace(/^(?:[^\S\uFEFF]|\x85)+|(?:[^\S\uFEFF]|\x85)+$/g, '');
}

function lastMatch(patterns: readonly IgnorePattern[], path: string): IgnorePattern | undefined {
  const prefixes = withFolders(path);
  let found: IgnorePattern | undefined;
  for (const pattern of patterns) {
    if (pattern.negated !== (found !== undefined)) continue;
    if (prefixes.some((prefix) => pattern.matches(prefix))) found = pattern.negated ? undefined : pattern;
  }
  return found;
}

/** A path and the folders above it. */
function withFolders(path: string): string[] {
  const prefixes = [path];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    prefixes.push(path.slice(0, slash));
  return prefixes;
}

function enter(
  patterns: readonly IgnorePattern[],
  path: string,
  folder?: FolderMatch,
): ReturnType<IgnoreFile['enter']> {
  const match: boolean[] = new Array(patterns.length).fill(false);
  let excludedBy: IgnorePattern | undefined;
  patterns.forEach((pattern, i) => {
    if (!folder?.[i] && (pattern.negated !== (excludedBy !== undefined) || !pattern.matches(path))) return;
    match[i] = true;
    excludedBy = pattern.negated ? undefined : pattern;
  });
  return { excludedBy, match };
}

/** Whether a pattern may match something below a path: part by part, as far as there is no `**`. */
function mayMatchBelow(pattern: string, path: string): boolean {
  // moby leaves a `|` to the regular expression, where it parts the whole pattern.
  if (path === '.' || pattern.includes('|')) return true;
  const parts = pattern.split('/');
  const above = path.split('/');
  for (const [i, name] of above.entries()) {
    const part = parts[i];
    if (part === undefined) return false;
    if (part.includes('**') || /[*?[\\]/.test(name)) return true;
    if (!(wildcard(part)?.(name) ?? false)) return false;
  }
  return parts.length > above.length;
}

/** Go's `filepath.Clean` with `/`, then without a leading slash; `.` for the empty path. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return parts.join('/') || '.';
}

/**
 * The matcher of a cleaned pattern over a whole path; undefined where the pattern is malformed. Plain patterns, `x**`
 * and `**x` are compared as text, as in moby: `**x` is the end of a path, whatever stands before it.
 */
export function pathMatcher(pattern: string): ((path: string) => boolean) | undefined {
  if (!wildcard(pattern)) return undefined;
  const { kind, expression } = translate([...pattern]);
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix') {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  const source = fromGo(expression);
  if (source === undefined) return undefined;
  const compiled = new RegExp(source, 'u');
  return (path) => compiled.test(path);
}

type MatchKind = 'exact' | 'prefix' | 'suffix' | 'expression';

/** A pattern as the regular expression (in Go's syntax) that moby makes of it, and whether one is needed. */
function translate(signs: readonly string[]): { kind: MatchKind; expression: string } {
  let kind: MatchKind = 'exact';
  let out = '^';
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as string;
    if (sign === '*' && signs[i + 1] === '*') {
      const isFirst = i === 0;
      i++;
      if (signs[i + 1] === '/') i++;
      if (i + 1 >= signs.length) {
        out += '.*';
        kind = kind === 'exact' ? 'prefix' : 'expression';
      } else {
        out += '(.*/)?';
        kind = 'expression';
      }
      if (isFirst) kind = 'suffix';
    } else if (sign === '*') {
      out += '[^/]*';
      kind = 'expression';
    } else if (sign === '?') {
      out += '[^/]';
      kind = 'expression';
    } else if ('.+()$'.includes(sign)) out += `\\${sign}`;
    else if (sign === '\\') {
      out += `\\${signs[++i] ?? ''}`;
      kind = 'expression';
    } else {
      out += sign;
      if (sign === '[' || sign === ']') kind = 'expression';
    }
  }
  return { kind, expression: `${out}$` };
}

/**
 * The subset of Go's regular expressions that {@link translate} makes, for JavaScript; undefined where Go refuses it. A
 * backslash before a letter or digit and `{2}`, which Go would give a meaning of their own, count as refused. A `|` means
 * what it means to Go: moby forgets to escape it.
 */
function fromGo(expression: string): string | undefined {
  const signs = [...expression];
  let out = '';
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as string;
    if (sign === '\\') {
      const escaped = signs[++i];
      if (escaped === undefined || !punctuation.test(escaped)) return undefined;
      out += literal(escaped);
    } else if (sign === '[') {
      const read = readGoClass(signs, i + 1);
      if (!read) return undefined;
      out += read.text;
      i = read.end;
    } else if (sign === '{' && /^\{\d+(?:,\d*)?\}/.test(signs.slice(i).join(''))) return undefined;
    else out += '^$.*()?|'.includes(sign) ? sign : literal(sign);
  }
  return out;
}

const punctuation = /^[!-/:-@[-`{-~ ]$/;

/** A class behind its `[`: unlike in Go's file patterns its first sign may be `]`, and `-` may stand anywhere. */
function readGoClass(signs: readonly string[], start: number): { text: string; end: number } | undefined {
  let i = start;
  const negated = signs[i] === '^';
  if (negated) i++;
  const first = i;
  let out = '';
  while (signs[i] !== ']' || i === first) {
    const low = goClassSign(signs, i);
    if (!low) return undefined;
    i = low.next;
    let high = low;
    if (signs[i] === '-' && signs[i + 1] !== undefined && signs[i + 1] !== ']') {
      const read = goClassSign(signs, i + 1);
      if (!read) return undefined;
      high = read;
      i = read.next;
    }
    if ((low.sign.codePointAt(0) as number) > (high.sign.codePointAt(0) as number)) return undefined;
    out += `${literal(low.sign)}-${literal(high.sign)}`;
  }
  return { text: `[${negated ? '^' : ''}${out}]`, end: i };
}

function goClassSign(signs: readonly string[], at: number): { sign: string; next: number } | undefined {
  const sign = signs[at];
  if (sign === undefined) return undefined;
  if (sign !== '\\') return { sign, next: at + 1 };
  const escaped = signs[at + 1];
  return escaped !== undefined && punctuation.test(escaped) ? { sign: escaped, next: at + 2 } : undefined;
}

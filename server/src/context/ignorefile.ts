import { Source, Span } from '../dockerfile/source.ts';

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
  matches(path: string): boolean;
}

export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  /** Whether a pattern takes something back with `!`. */
  readonly hasExceptions: boolean;
  /** The pattern that excludes a path (or a folder above it), or undefined where the path is part of the context. */
  excludes(path: string): IgnorePattern | undefined;
}

/** Reads an ignore file; never fails. A pattern that is malformed matches nothing. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const source = new Source(text);
  const patterns: IgnorePattern[] = [];
  for (let line = 0; line < source.lineCount; line++) {
    const raw = source.lineText(line).replace(/^\uFEFF/, '');
    if (raw.startsWith('#')) continue;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed === '!') continue;
    const negated = trimmed.startsWith('!');
    const cleaned = cleanPath(negated ? trimmed.slice(1).trim() : trimmed);
    const start = source.lineStart(line) + source.lineText(line).indexOf(trimmed);
    const regexp = toRegExp(cleaned);
    patterns.push({
      text: cleaned,
      negated,
      span: new Span(source, start, start + trimmed.length),
      matches: (path) => regexp?.test(path) ?? false,
    });
  }
  return {
    patterns,
    hasExceptions: patterns.some((pattern) => pattern.negated),
    excludes: (path) => lastMatch(patterns, cleanPath(path)),
  };
}

function lastMatch(patterns: readonly IgnorePattern[], path: string): IgnorePattern | undefined {
  const parts = path.split('/');
  const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  let found: IgnorePattern | undefined;
  for (const pattern of patterns) {
    if (pattern.negated !== (found !== undefined)) continue;
    if (prefixes.some((prefix) => pattern.matches(prefix))) found = pattern.negated ? undefined : pattern;
  }
  return found;
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

/** A pattern of the ignore file as a regular expression over a whole path; undefined where it is malformed. */
function toRegExp(pattern: string): RegExp | undefined {
  let out = '^';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === '*' && pattern[i + 1] === '*') {
      i++;
      if (pattern[i + 1] === '/') i++;
      out += i + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (c === '*') out += '[^/]*';
    else if (c === '?') out += '[^/]';
    else if (c === '\\') out += escapeLiteral(pattern[++i] ?? '\\');
    else if (c === '[') {
      const close = pattern.indexOf(']', i + 2);
      if (close < 0) return undefined;
      out += `[${pattern.slice(i + 1, close).replace(/[[\\]/g, '\\$&')}]`;
      i = close;
    } else out += escapeLiteral(c);
  }
  try {
    return new RegExp(`${out}$`, 's');
  } catch {
    return undefined;
  }
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

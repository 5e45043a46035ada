import { type Source, Span, Word } from './source.ts';

/**
 * Finds parser directives, comments and the boundaries of instructions exactly as BuildKit's line parser does
 * (Dockerfile reference, sections "Format", "Parser directives", "Here-documents"), in one pass over the lines.
 */

/** A comment line, from `#` to the end of the line. `text` is what follows `#`, trimmed. */
export class Comment extends Span {
  get text(): string {
    return this.raw.replace(/^#+/, '').trim();
  }
}

/** `# name=value` in the directive block. `name` is lower case; `duplicate` where an earlier one had the same name. */
export interface Directive {
  readonly name: string;
  readonly nameWord: Word;
  readonly value: Word;
  readonly span: Span;
  readonly duplicate: boolean;
}

/** `<<NAME` of an instruction, and its body. */
export interface Heredoc {
  /** The delimiter without quotes. */
  readonly name: string;
  /** `<<-"NAME"` as written. */
  readonly marker: Word;
  /** Whether `$x` in the body is expanded: the delimiter has no quotes. */
  readonly expand: boolean;
  /** `<<-`: leading tabs of the body are dropped. */
  readonly chomp: boolean;
  readonly body: Span;
  /** The line that ends the body; absent where it is missing (a build error). */
  readonly terminator?: Span;
}

/** One run of characters that stand together in the logical line and in the source: one line without its continuation. */
export interface Segment {
  readonly logical: number;
  readonly source: number;
}

/** A logical line: what the builder reads as one instruction, with a map from its characters to the source. */
export class LogicalLine {
  readonly source: Source;
  readonly text: string;
  readonly firstLine: number;
  /** The last line that the builder consumed, heredocs included. */
  lastLine: number;
  readonly comments: Comment[] = [];
  /** Lines (from 0) that are blank inside a continuation. */
  readonly emptyLines: number[] = [];
  readonly heredocs: Heredoc[] = [];
  /** One for each line that has text of the instruction. */
  readonly segments: readonly Segment[];

  constructor(source: Source, text: string, segments: readonly Segment[], firstLine: number, lastLine: number) {
    this.source = source;
    this.text = text;
    this.segments = segments;
    this.firstLine = firstLine;
    this.lastLine = lastLine;
  }

  /** The source offset of the character at a logical index. */
  offsetOf(index: number): number {
    const segment = this.#lastSegment('logical', index);
    return segment ? segment.source + (index - segment.logical) : this.source.lineStart(this.firstLine);
  }

  /** The source offset behind the character before a logical index. */
  endOffsetOf(index: number): number {
    return index === 0 ? this.offsetOf(0) : this.offsetOf(index - 1) + 1;
  }

  /** The logical index of the character at a source offset: the inverse of {@link offsetOf}. */
  indexOf(offset: number): number {
    const segment = this.#lastSegment('source', offset);
    return segment && segment.source <= offset
      ? Math.min(segment.logical + (offset - segment.source), this.text.length)
      : 0;
  }

  /** The last segment that begins at or before a place; the first one where none does. */
  #lastSegment(by: keyof Segment, place: number): Segment | undefined {
    const { segments } = this;
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle] as Segment)[by] <= place) low = middle;
      else high = middle - 1;
    }
    return segments[low];
  }

  word(start: number, end: number): Word {
    const from = this.offsetOf(start);
    return new Word(this.source, this.text.slice(start, end), from, end > start ? this.endOffsetOf(end) : from);
  }
}

export interface Scan {
  readonly escape: string;
  readonly directives: readonly Directive[];
  /** Every comment outside heredocs, in order; directives are not among them. */
  readonly comments: readonly Comment[];
  readonly lines: readonly LogicalLine[];
}

const directivePattern = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(.+?)\s*$/;
const knownDirectives = new Set(['syntax', 'escape', 'check']);
const mayHoldHeredoc = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\b/i;
const startsInstruction =
  /^\s*(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** Scans a whole text; never fails. The byte order mark is skipped. */
export function scan(source: Source): Scan {
  const bom = source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { directives, next, escape } = readDirectives(source, bom);
  const comments: Comment[] = [];
  const lines: LogicalLine[] = [];
  const missing = new Set<string>();
  for (let line = next; line < source.lineCount; ) {
    const start = line === 0 ? bom : source.lineStart(line);
    const comment = commentAt(source, line, start);
    if (comment) {
      comments.push(comment);
      line++;
      continue;
    }
    if (isBlank(source, start, source.lineEnd(line))) {
      line++;
      continue;
    }
    const logical = readLogicalLine(source, line, start, escape);
    comments.push(...logical.comments);
    if (logical.text.includes('<<') && mayHoldHeredoc.test(logical.text)) readHeredocs(logical, missing);
    if (logical.text.trim() !== '') lines.push(logical);
    line = logical.lastLine + 1;
  }
  return { escape, directives, comments, lines };
}

function readDirectives(source: Source, bom: number): { directives: Directive[]; next: number; escape: string } {
  const directives: Directive[] = [];
  const seen = new Set<string>();
  let escape = '\\';
  let line = 0;
  for (; line < source.lineCount; line++) {
    const start = line === 0 ? bom : source.lineStart(line);
    const text = source.text.slice(start, source.lineEnd(line));
    const match = directivePattern.exec(text);
    const name = match?.[1]?.toLowerCase();
    if (!match || !name || !knownDirectives.has(name)) break;
    const nameStart = start + text.indexOf(match[1] as string);
    const valueStart = nameStart + name.length + (match[2] as string).length;
    const value = match[3] as string;
    directives.push({
      name,
      nameWord: new Word(source, match[1] as string, nameStart, nameStart + name.length),
      value: new Word(source, value, valueStart, valueStart + value.length),
      span: new Span(source, start, source.lineEnd(line)),
      duplicate: seen.has(name),
    });
    if (name === 'escape' && !seen.has(name) && (value === '`' || value === '\\')) escape = value;
    seen.add(name);
  }
  return { directives, next: line, escape };
}

function commentAt(source: Source, line: number, from: number): Comment | undefined {
  const end = source.lineEnd(line);
  for (let i = from; i < end; i++) {
    const code = source.text.charCodeAt(i);
    if (code === 35) return new Comment(source, i, end);
    if (!isSpace(code)) return undefined;
  }
  return undefined;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isBlank(source: Source, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(source.text.charCodeAt(i))) return false;
  return true;
}

/**
 * Where a line's own text ends and whether it goes on: it does when its last character but blanks and tabs is the
 * escape character, unless another escape character stands directly before that one.
 */
function continuation(source: Source, from: number, to: number, escape: string): { end: number; goesOn: boolean } {
  const text = source.text;
  let end = to;
  while (end > from && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  const goesOn = end > from && text[end - 1] === escape && (end - 1 === from || text[end - 2] !== escape);
  return goesOn ? { end: end - 1, goesOn } : { end: to, goesOn };
}

function readLogicalLine(source: Source, firstLine: number, from: number, escape: string): LogicalLine {
  let start = from;
  while (isSpace(source.text.charCodeAt(start)) && start < source.lineEnd(firstLine)) start++;
  const segments: Segment[] = [{ logical: 0, source: start }];
  const first = continuation(source, start, source.lineEnd(firstLine), escape);
  let text = source.text.slice(start, first.end);
  let { goesOn } = first;
  let line = firstLine;
  const comments: Comment[] = [];
  const emptyLines: number[] = [];
  while (goesOn && line + 1 < source.lineCount) {
    line++;
    const lineStart = source.lineStart(line);
    const lineEnd = source.lineEnd(line);
    const comment = commentAt(source, line, lineStart);
    if (comment) {
      comments.push(comment);
      continue;
    }
    if (isBlank(source, lineStart, lineEnd)) {
      // The empty string behind a final newline is no line of its own.
      if (line + 1 < source.lineCount || lineEnd > lineStart) emptyLines.push(line);
      continue;
    }
    const part = continuation(source, lineStart, lineEnd, escape);
    segments.push({ logical: text.length, source: lineStart });
    text += source.text.slice(lineStart, part.end);
    goesOn = part.goesOn;
  }
  if (line > firstLine && line === source.lineCount - 1 && source.lineStart(line) === source.text.length) line--;
  const logical = new LogicalLine(source, text, segments, firstLine, line);
  logical.comments.push(...comments);
  logical.emptyLines.push(...emptyLines);
  return logical;
}

interface Marker {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly start: number;
  readonly end: number;
}

/** Finds the `<<NAME` words of a logical line: words of their own, not inside quotes (BuildKit `heredocsFromLine`). */
export function heredocMarkers(text: string): Marker[] {
  const markers: Marker[] = [];
  let i = 0;
  while (i < text.length) {
    while (i < text.length && isSpace(text.charCodeAt(i))) i++;
    const start = i;
    i = skipShellWord(text, i);
    const marker = markerAt(text, start, i);
    if (!marker) continue;
    markers.push(marker);
    i = marker.end;
  }
  return markers;
}

function markerAt(text: string, start: number, end: number): Marker | undefined {
  const match = /^\d*<<(-?)/.exec(text.slice(start, end));
  if (!match) return undefined;
  let nameStart = start + match[0].length;
  if (nameStart === end) {
    while (nameStart < text.length && (text[nameStart] === ' ' || text[nameStart] === '\t')) nameStart++;
    if (nameStart === end) return undefined;
  }
  const nameEnd = nameStart < end ? end : skipShellWord(text, nameStart);
  const written = text.slice(nameStart, nameEnd);
  if (written === '' || written.includes('<')) return undefined;
  const name = unquote(written);
  return { name, expand: name === written, chomp: match[1] === '-', start, end: nameEnd };
}

function skipShellWord(text: string, from: number): number {
  let i = from;
  let quote = '';
  for (; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\' && quote !== "'") i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (isSpace(text.charCodeAt(i))) break;
  }
  return Math.min(i, text.length);
}

/** Takes quotes and backslashes off a word, as a POSIX shell does. */
export function unquote(text: string): string {
  if (!/["'\\]/.test(text)) return text;
  let out = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\' && quote !== "'" && i + 1 < text.length) out += text[++i];
    else if (quote ? c === quote : c === '"' || c === "'") quote = quote ? '' : c;
    else out += c;
  }
  return out;
}

/** `missing` holds the terminators that the rest of the file is known not to have: no line is searched twice for one. */
function readHeredocs(logical: LogicalLine, missing: Set<string>): void {
  const { source } = logical;
  for (const marker of heredocMarkers(logical.text)) {
    const bodyStart = source.lineStart(logical.lastLine + 1);
    const key = (marker.chomp ? '-' : ' ') + marker.name;
    const found = missing.has(key) ? undefined : findTerminator(source, logical.lastLine + 1, marker);
    if (found === undefined) missing.add(key);
    const lastBodyLine = found ?? lastPlausibleBodyLine(source, logical.lastLine + 1);
    const bodyEnd = found === undefined ? source.lineEnd(Math.max(lastBodyLine, 0)) : source.lineStart(found);
    logical.heredocs.push({
      name: marker.name,
      expand: marker.expand,
      chomp: marker.chomp,
      marker: logical.word(marker.start, marker.end),
      body: new Span(source, Math.min(bodyStart, bodyEnd), bodyEnd),
      ...(found !== undefined && { terminator: new Span(source, source.lineStart(found), source.lineEnd(found)) }),
    });
    logical.lastLine = found ?? Math.max(logical.lastLine, lastBodyLine);
    if (found === undefined) return;
  }
}

function findTerminator(source: Source, from: number, marker: Marker): number | undefined {
  for (let line = from; line < source.lineCount; line++) {
    const text = source.lineText(line);
    if ((marker.chomp ? text.replace(/^\t+/, '') : text) === marker.name) return line;
  }
  return undefined;
}

/** Without a terminator the builder takes the rest of the file; we stop where the next instruction seems to start. */
function lastPlausibleBodyLine(source: Source, from: number): number {
  let line = from;
  while (line < source.lineCount && !startsInstruction.test(source.lineText(line))) line++;
  return line - 1;
}

import { readHeredocs } from './heredocs.ts';
import { Comment, isSpace, LogicalLine, type Segment } from './logicalline.ts';
import { type Source, Span, Word } from './source.ts';

export { Comment, type Heredoc, LogicalLine, type Segment } from './logicalline.ts';

/**
 * Finds parser directives, comments and the boundaries of instructions exactly as BuildKit's line parser does
 * (Dockerfile reference, sections "Format", "Parser directives", "Here-documents"), in one pass over the lines.
 */
/** `# name=value` in the directive block. `name` is lower case; `duplicate` where an earlier one had the same name. */
export interface Directive {
  readonly name: string;
  readonly nameWord: Word;
  readonly value: Word;
  readonly span: Span;
  readonly duplicate: boolean;
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
    for (const inner of logical.comments) comments.push(inner);
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

function isBlank(source: Source, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(source.text.charCodeAt(i))) return false;
  return true;
}

/**
 * Where a line's own text ends if it goes on, before its escape character; -1 where it does not go on. It does when its
 * last character but blanks and tabs is the escape character, unless another escape character stands directly before that.
 */
function continuation(source: Source, from: number, to: number, escape: string): number {
  const text = source.text;
  let end = to;
  while (end > from && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  const goesOn = end > from && text[end - 1] === escape && (end - 1 === from || text[end - 2] !== escape);
  return goesOn ? end - 1 : -1;
}

function readLogicalLine(source: Source, firstLine: number, from: number, escape: string): LogicalLine {
  const lineEnd = source.lineEnd(firstLine);
  let start = from;
  while (isSpace(source.text.charCodeAt(start)) && start < lineEnd) start++;
  const segments: Segment[] = [{ logical: 0, source: start }];
  const end = continuation(source, start, lineEnd, escape);
  if (end < 0) return new LogicalLine(source, source.text.slice(start, lineEnd), segments, firstLine, firstLine);
  return readContinued(source, source.text.slice(start, end), segments, firstLine, escape);
}

/** A logical line of several lines, of which the first was read. */
function readContinued(
  source: Source,
  first: string,
  segments: Segment[],
  firstLine: number,
  escape: string,
): LogicalLine {
  let text = first;
  let line = firstLine;
  const comments: Comment[] = [];
  const emptyLines: number[] = [];
  while (line + 1 < source.lineCount) {
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
    const end = continuation(source, lineStart, lineEnd, escape);
    segments.push({ logical: text.length, source: lineStart });
    text += source.text.slice(lineStart, end < 0 ? lineEnd : end);
    if (end < 0) break;
  }
  if (line > firstLine && line === source.lineCount - 1 && source.lineStart(line) === source.text.length) line--;
  return new LogicalLine(source, text, segments, firstLine, line, comments, emptyLines);
}

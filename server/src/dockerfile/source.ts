import type { Position, Range } from 'vscode-languageserver-types';

/**
 * A text and its line starts. Offsets and columns count UTF-16 code units (LSP `positionEncoding` utf-16).
 * Lines end at `\n` only, with an optional `\r` before it that belongs to the line end, as in BuildKit; positions
 * are those of LSP, where a lone `\r` ends a line too.
 */
export class Source {
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** The same for positions: a lone `\r` ends a line too. */
  readonly positionStarts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    this.lineStarts = starts;
    this.positionStarts = /\r(?!\n)/.test(text) ? withLoneReturns(text) : starts;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The line (from 0) that holds an offset. */
  lineAt(offset: number): number {
    return lastAtOrBefore(this.lineStarts, offset);
  }

  /** Offset of a line's first character; the length of the text for a line past the end. */
  lineStart(line: number): number {
    return this.lineStarts[line] ?? this.text.length;
  }

  /** Offset behind a line's last character, before `\n` or `\r\n`. */
  lineEnd(line: number): number {
    if (line + 1 >= this.lineStarts.length) return this.text.length;
    const newline = (this.lineStarts[line + 1] as number) - 1;
    return this.text.charCodeAt(newline - 1) === 13 && newline > this.lineStart(line) ? newline - 1 : newline;
  }

  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = lastAtOrBefore(this.positionStarts, clamped);
    return { line, character: clamped - (this.positionStarts[line] as number) };
  }

  /** The offset of a position; positions past a line's or the text's end are clamped (LSP `Position`). */
  offsetAt(position: Position): number {
    const starts = this.positionStarts;
    if (position.line < 0) return 0;
    if (position.line >= starts.length) return this.text.length;
    const start = starts[position.line] as number;
    let end = starts[position.line + 1] ?? this.text.length;
    if (position.line + 1 < starts.length) end -= this.text.endsWith('\r\n', end) ? 2 : 1;
    return Math.min(start + Math.max(0, position.character), Math.max(start, end));
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The line end that the text uses: that of its first line. */
  get newline(): '\n' | '\r\n' {
    const first = this.text.indexOf('\n');
    return first > 0 && this.text.charCodeAt(first - 1) === 13 ? '\r\n' : '\n';
  }
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function withLoneReturns(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

/** A piece of the source: offsets `[start, end)` in UTF-16 units. */
export class Span {
  // Declared, not defined: the engines set defined fields one by one, and there are very many spans.
  declare readonly source: Source;
  declare readonly start: number;
  declare readonly end: number;

  constructor(source: Source, start: number, end: number) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  get range(): Range {
    return this.source.range(this.start, this.end);
  }

  /** What stands there, continuations and all. */
  get raw(): string {
    return this.source.text.slice(this.start, this.end);
  }

  /** Whether an offset is inside or at either edge (a cursor touches it). */
  touches(offset: number): boolean {
    return this.start <= offset && offset <= this.end;
  }
}

/** A word: `text` is what the builder sees (continuations joined, quotes kept), the span is where it stands. */
export class Word extends Span {
  declare readonly text: string;

  constructor(source: Source, text: string, start: number, end: number) {
    super(source, start, end);
    this.text = text;
  }
}

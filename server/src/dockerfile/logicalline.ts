import { type Source, Span, Word } from './source.ts';

/** A comment line, from `#` to the end of the line. `text` is what follows `#`, trimmed. */
export class Comment extends Span {
  get text(): string {
    return this.raw.replace(/^#+/, '').trim();
  }
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

/** Most lines have no comment, no heredoc: a file of thousands of lines need not have as many empty lists. */
const none: readonly never[] = [];

/** A logical line: what the builder reads as one instruction, with a map from its characters to the source. */
export class LogicalLine {
  readonly source: Source;
  readonly text: string;
  readonly firstLine: number;
  /** The last line that the builder consumed, heredocs included. */
  lastLine: number;
  /** Comments inside it. */
  readonly comments: readonly Comment[];
  /** Lines (from 0) that are blank inside a continuation. */
  readonly emptyLines: readonly number[];
  heredocs: readonly Heredoc[] = none;
  /** One for each line that has text of the instruction. */
  readonly segments: readonly Segment[];

  constructor(
    source: Source,
    text: string,
    segments: readonly Segment[],
    firstLine: number,
    lastLine: number,
    comments: readonly Comment[] = none,
    emptyLines: readonly number[] = none,
  ) {
    this.source = source;
    this.text = text;
    this.segments = segments;
    this.firstLine = firstLine;
    this.lastLine = lastLine;
    this.comments = comments;
    this.emptyLines = emptyLines;
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

/** Whether a character separates words for the builder. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

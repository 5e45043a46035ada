import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Source } from '../dockerfile/source.ts';
import { frozenLines, isFrozen, type LineRange } from './frozen.ts';

/** A piece of the source and what stands there afterwards. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A part of the source, by offsets. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Collects the changes of a file: none where the user has turned formatting off, none outside the window. */
export class Changes {
  readonly source: Source;
  readonly #frozen: readonly LineRange[];
  readonly #window: Window | undefined;
  readonly #changes: Change[] = [];

  constructor(file: Dockerfile, window?: Window) {
    this.source = file.source;
    this.#frozen = frozenLines(file);
    this.#window = window;
  }

  /** Whether the user has turned formatting off for a line. */
  isFrozen(line: number): boolean {
    return isFrozen(this.#frozen, line);
  }

  /** Puts a text in the place of a piece of the source, where that is allowed. Nearly always it stands there already. */
  replace(start: number, end: number, text: string): void {
    if (end - start === text.length && this.source.text.startsWith(text, start)) return;
    if (this.#isAllowed(start, end)) this.#changes.push(shrink(this.source.text, start, end, text));
  }

  /** Makes changes that belong together: all of them, or none; whether they are allowed. */
  replaceAll(group: readonly Change[]): boolean {
    if (!group.every(({ start, end }) => this.#isAllowed(start, end))) return false;
    for (const { start, end, text } of group) this.replace(start, end, text);
    return true;
  }

  /** Whether a piece of the source is in the window; a window of whole lines ends before the next one begins. */
  reaches(start: number, end: number): boolean {
    if (!this.#window) return true;
    const isNextLine = start === this.#window.end && this.source.text[start - 1] === '\n';
    return start >= this.#window.start && end <= this.#window.end && !isNextLine;
  }

  /** How many changes there are. */
  get count(): number {
    return this.#changes.length;
  }

  /** How many characters longer each of some lines gets by the changes behind the first `count`; the lines are in order. */
  growths(lines: readonly Window[], count: number): number[] {
    const latest = this.#changes.slice(count).sort((a, b) => a.start - b.start);
    let next = 0;
    return lines.map((line) => {
      let growth = 0;
      for (let change = latest[next]; change && change.start <= line.end; change = latest[++next]) {
        if (change.start >= line.start) growth += change.text.length - (change.end - change.start);
      }
      return growth;
    });
  }

  /** The edits, in the order of the text. */
  get edits(): TextEdit[] {
    const sorted = this.#changes.sort((a, b) => a.start - b.start || a.end - b.end);
    return sorted.map(({ start, end, text }) => ({ range: this.source.range(start, end), newText: text }));
  }

  #isAllowed(start: number, end: number): boolean {
    if (!this.reaches(start, end)) return false;
    return this.#frozen.length === 0 || !this.isFrozen(this.source.lineAt(start));
  }
}

/** A change without what stays the same at its ends. */
function shrink(source: string, start: number, end: number, text: string): Change {
  let head = 0;
  const most = Math.min(end - start, text.length);
  while (head < most && source.charCodeAt(start + head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && source.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
  // No position is inside a line end.
  if (isInsideLineEnd(source, start + head) || isInsideLineEnd(text, head)) head--;
  if (isInsideLineEnd(source, end - tail) || isInsideLineEnd(text, text.length - tail)) tail--;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function isInsideLineEnd(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === 13 && text.charCodeAt(at) === 10;
}

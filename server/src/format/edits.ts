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

  /** Adds changes that belong together: all of them, or none; whether they are allowed. */
  add(...group: readonly Change[]): boolean {
    if (!group.every((change) => this.#isAllowed(change))) return false;
    for (const change of group) {
      const smallest = shrink(this.source.text, change);
      if (smallest) this.#changes.push(smallest);
    }
    return true;
  }

  /** How many characters longer the lines from one offset to another get. */
  growth(start: number, end: number): number {
    let growth = 0;
    for (let i = this.#changes.length - 1; i >= 0; i--) {
      const change = this.#changes[i] as Change;
      if (change.start >= start && change.end <= end) growth += change.text.length - (change.end - change.start);
    }
    return growth;
  }

  /** The edits, in the order of the text. */
  get edits(): TextEdit[] {
    const sorted = this.#changes.sort((a, b) => a.start - b.start || a.end - b.end);
    return sorted.map(({ start, end, text }) => ({ range: this.source.range(start, end), newText: text }));
  }

  #isAllowed({ start, end }: Change): boolean {
    if (this.#window && (start < this.#window.start || end > this.#window.end)) return false;
    return this.#frozen.length === 0 || !this.isFrozen(this.source.lineAt(start));
  }
}

/** A change without what stays the same at its ends; undefined where nothing is left of it. */
function shrink(source: string, { start, end, text }: Change): Change | undefined {
  let head = 0;
  const most = Math.min(end - start, text.length);
  while (head < most && source.charCodeAt(start + head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && source.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
  if (head + tail === text.length && start + head === end - tail) return undefined;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

import type { Output } from './io.ts';

/** A line on the terminal that says how far long work has come; nothing where nobody looks, or for short work. */
export class Progress {
  readonly #err: Output;
  readonly #say: (done: number) => string;
  #next: number;
  #shown = false;

  constructor(err: Output, say: (done: number) => string) {
    this.#err = err;
    this.#say = say;
    this.#next = err.isTTY ? performance.now() + 400 : Number.POSITIVE_INFINITY;
  }

  update(done: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + 100;
    this.#shown = true;
    this.#err.write(`\r\x1b[K${this.#say(done)}`);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#shown) this.#err.write('\r\x1b[K');
    this.#shown = false;
  }
}

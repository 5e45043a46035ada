import type { FormatOptions } from './options.ts';

/** How continued lines are indented. */
export class Indentation {
  readonly #indent: FormatOptions['indent'];
  /** The columns of one level. */
  readonly #width: number;

  constructor(indent: FormatOptions['indent']) {
    this.#indent = indent;
    this.#width = typeof indent === 'number' ? indent : 4;
  }

  /** What the lines of an instruction begin with afterwards, by what they begin with now. */
  mapping(blanks: readonly string[]): (blanks: string) => string {
    if (this.#indent === 'keep') return (text) => text;
    const columns = [...new Set(blanks.map((text) => this.#columns(text)))];
    const least = Math.min(...columns);
    const depths = columns.filter((column) => column > least).map((column) => column - least);
    const unit = Math.min(...depths);
    // Steps of one size become levels; anything else (aligned columns) keeps its shape.
    const isRegular = unit > 1 && depths.every((depth) => depth % unit === 0);
    const scale = isRegular ? this.#width / unit : 1;
    return (text) => this.#write(this.#width + Math.max(0, this.#columns(text) - least) * scale);
  }

  /** The beginning of a line that stands one level in. */
  get first(): string {
    return this.#write(this.#width);
  }

  #columns(blanks: string): number {
    let column = 0;
    for (const blank of blanks) column = blank === '\t' ? column + this.#width - (column % this.#width) : column + 1;
    return column;
  }

  #write(columns: number): string {
    if (this.#indent !== 'tab') return ' '.repeat(columns);
    return '\t'.repeat(Math.floor(columns / this.#width)) + ' '.repeat(columns % this.#width);
  }
}

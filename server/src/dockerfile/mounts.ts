import { Word } from './source.ts';
import type { Flag } from './words.ts';

/** One `key=value` or `key` of a `--mount`, in the order written. */
export interface MountOption {
  readonly key: string;
  readonly value?: string;
  readonly word: Word;
  readonly keyWord: Word;
  readonly valueWord?: Word;
}

/** A `RUN --mount=…`: comma separated, read as CSV by the builder (Dockerfile reference, "RUN --mount"). */
export interface Mount {
  readonly flag: Flag;
  /** `bind` where no type is given. */
  readonly type: string;
  readonly options: readonly MountOption[];
  /** The value of the first option with one of the names. */
  get(...names: string[]): MountOption | undefined;
}

const canonical: Record<string, string> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

/** The canonical name of a mount option: `target` for `dst` and `destination`, and so on. */
export function canonicalMountKey(key: string): string {
  const lower = key.toLowerCase();
  return canonical[lower] ?? lower;
}

/** Reads the value of a `--mount` flag. Quotes around the value or a field are left out of the words. */
export function readMount(flag: Flag): Mount {
  const options: MountOption[] = [];
  const area = flag.valueWord;
  if (area) {
    const raw = area.raw;
    // Fields stand in the source as in the text unless a continuation splits the flag.
    const simple = raw.length === area.text.length;
    let start = 0;
    for (const [from, to] of fields(area.text)) {
      const text = area.text.slice(from, to);
      const offset = simple ? area.start + from : area.start + Math.max(raw.indexOf(text, start), 0);
      start = offset - area.start + text.length;
      options.push(readOption(area, text, offset));
    }
  }
  const type = options.find((option) => option.key === 'type')?.value?.toLowerCase() ?? 'bind';
  const get = (...names: string[]): MountOption | undefined => options.find((option) => names.includes(option.key));
  return { flag, type, options, get };
}

function fields(text: string): [number, number][] {
  const found: [number, number][] = [];
  let quote = '';
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (i === text.length || (c === ',' && !quote)) {
      let from = start;
      let to = i;
      while (from < to && (text[from] === '"' || text[from] === "'")) from++;
      if (from > start || quoted(text, from, to)) {
        while (
          to > from &&
          (text[to - 1] === '"' || text[to - 1] === "'") &&
          !text.slice(from, to - 1).includes(text[to - 1] as string)
        )
          to--;
      }
      if (to > from) found.push([from, to]);
      start = i + 1;
    } else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
  }
  return found;
}

function quoted(text: string, from: number, to: number): boolean {
  const last = text[to - 1];
  return (last === '"' || last === "'") && !text.slice(from, to - 1).includes(last);
}

function readOption(area: Word, text: string, start: number): MountOption {
  const split = text.indexOf('=');
  const word = new Word(area.source, text, start, start + text.length);
  if (split < 0) return { key: canonicalMountKey(text), word, keyWord: word };
  const written = text.slice(split + 1);
  const keyWord = new Word(area.source, text.slice(0, split), start, start + split);
  const valueWord = new Word(area.source, written, start + split + 1, start + text.length);
  return { key: canonicalMountKey(keyWord.text), value: written.replace(/["']/g, ''), word, keyWord, valueWord };
}

import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';

/** The arguments of a COPY or ADD, taken apart. */
export interface CopyArguments {
  /** Paths and URLs, in order; heredocs are left out. */
  readonly sources: readonly Word[];
  /** How many sources there are, heredocs included. */
  readonly count: number;
  readonly destination: Word;
}

/** Takes a COPY or ADD apart; undefined where it has fewer than two arguments. */
export function copyArguments(instruction: Instruction): CopyArguments | undefined {
  const { args, heredocs } = instruction;
  const destination = args.at(-1);
  if (!destination || args.length < 2) return undefined;
  const words = args.slice(0, -1);
  const markers = new Set(heredocs.map(({ marker }) => marker.start));
  return { sources: words.filter(({ start }) => !markers.has(start)), count: words.length, destination };
}

/** Puts text behind the last character of a path, inside its quotes. */
export function appendToPath(word: Word, text: string): TextEdit {
  const { raw, source } = word;
  const quoted = raw.length > 1 && (raw.endsWith('"') || raw.endsWith("'"));
  const at = quoted ? word.end - 1 : word.end;
  return { range: source.range(at, at), newText: text };
}

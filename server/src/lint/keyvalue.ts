import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { commentsIn } from './edits.ts';

/** What stands at a place afterwards. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/**
 * Writes `ENV key value` as `ENV key=value`: the same value behind `=`, in double quotes where it has blanks outside
 * quotes. Undefined where that is not plain. Variables are expanded in both forms alike.
 */
export function withEquals(instruction: Instruction, { key, value }: Pair): Replacement[] | undefined {
  const { file, source, line } = instruction;
  if (!value || /["']/.test(key.text) || commentsIn(instruction, key.end, value.start).length > 0) return undefined;
  const gap = new Span(source, key.end, value.start);
  const pieces = readPieces(value.text, file.escape);
  if (!pieces) return undefined;
  if (!pieces.some(({ isBlank }) => isBlank)) return [{ span: gap, text: '=' }];
  if (/\$\{[^}]*["'\\`]/.test(value.text)) return undefined;
  const start = line.indexOf(value.start);
  const inside = pieces.flatMap(({ at, text, quoted }) =>
    text === quoted ? [] : [{ span: line.word(start + at, start + at + text.length), text: quoted }],
  );
  return [{ span: gap, text: '="' }, ...inside, { span: new Span(source, value.end, value.end), text: '"' }];
}

/** A character of a value, or one with the escape character before it. */
interface Piece {
  readonly at: number;
  readonly text: string;
  /** The same in double quotes. */
  readonly quoted: string;
  /** Whether it is a blank outside quotes, which would end the value. */
  readonly isBlank: boolean;
}

/** The pieces of a value; undefined where a quote is left open or the escape character is the last. */
function readPieces(text: string, escape: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  let open = '';
  for (let at = 0; at < text.length; ) {
    const c = text[at] as string;
    const isEscape = c === escape && open !== "'";
    const piece = isEscape ? text.slice(at, at + 2) : c;
    if (isEscape && piece.length < 2) return undefined;
    pieces.push({
      at,
      text: piece,
      quoted: inQuotes(piece, open, escape),
      isBlank: open === '' && /[\s\u0085]$/.test(piece),
    });
    if (open === '' && (c === '"' || c === "'")) open = c;
    else if (c === open) open = '';
    at += piece.length;
  }
  return open === '' ? pieces : undefined;
}

/** What says in double quotes what a piece says in the quotes that are open. */
function inQuotes(piece: string, open: string, escape: string): string {
  if (piece.length > 1) return open === '"' || /["$]/.test(piece) || piece[1] === escape ? piece : piece.slice(1);
  if (open === "'") return piece === "'" ? '' : protect(piece, escape);
  return piece === '"' || (piece === "'" && open === '') ? '' : piece;
}

function protect(character: string, escape: string): string {
  return character === '"' || character === '$' || character === escape ? escape + character : character;
}

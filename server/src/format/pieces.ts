import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Script } from '../dockerfile/shell.ts';
import type { Span, Word } from '../dockerfile/source.ts';

/** A part of an instruction in which no blank may change, or a shell script, which knows itself where one may. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** What parts it from the piece before it; absent where that stays as it is. */
  readonly gap?: '' | ' ';
  readonly script?: Script;
}

/** The pieces of an instruction, in order; the triggers of ONBUILD too. */
export function readPieces(instruction: Instruction): Piece[] {
  const { keywordWord, flags } = instruction;
  const pieces = [keywordWord, ...flags.map(({ word }) => word)].map(spaced);
  if (instruction.rest.text !== '') for (const piece of argumentPieces(instruction)) pieces.push(piece);
  return pieces;
}

function argumentPieces(instruction: Instruction): Piece[] {
  const { keyword, args, pairs, rest, trigger } = instruction;
  if (trigger) return readPieces(trigger);
  if (instruction.heredocs.some(({ marker }) => /\s/.test(marker.text)) || instruction.jsonError) return [spaced(rest)];
  switch (keyword) {
    case 'HEALTHCHECK':
      return healthcheckPieces(instruction);
    case 'ENV':
    case 'LABEL':
    case 'ARG': {
      const [first] = pairs;
      if (first?.legacy) return [spaced(first.key), ...(first.value ? [spaced(first.value)] : [])];
      return pairs.map(({ word }) => spaced(word));
    }
    case 'FROM':
    case 'EXPOSE':
      return args.map(spaced);
    case 'COPY':
    case 'ADD':
    case 'VOLUME':
      return instruction.json ? jsonPieces(instruction, rest.start) : args.map(spaced);
    default:
      return instruction.json ? jsonPieces(instruction, rest.start) : [shellPiece(instruction, rest)];
  }
}

function healthcheckPieces(instruction: Instruction): Piece[] {
  const { args, json, line } = instruction;
  const [type, command] = args;
  if (!type) return [];
  if (!json) return [spaced(type), ...(command ? [shellPiece(instruction, command)] : [])];
  const open = line.text.indexOf('[', line.indexOf(type.end));
  return [spaced(type), ...jsonPieces(instruction, line.offsetOf(open))];
}

/** Where blanks may change inside a script is asked only between its lines. */
function shellPiece(instruction: Instruction, { start, end }: Word): Piece {
  if (instruction.line.segments.length === 1) return { start, end, gap: ' ' };
  const { script } = instruction;
  const isSound = script && !script.heredoc && script.errors.length === 0;
  return { start, end, gap: ' ', ...(isSound && { script }) };
}

/** Brackets, elements and commas. */
function jsonPieces({ json, line }: Instruction, start: number): Piece[] {
  const pieces: Piece[] = [{ start, end: start + 1, gap: ' ' }];
  for (const [i, { word }] of (json?.elements ?? []).entries()) {
    if (i > 0) {
      const comma = line.offsetOf(line.text.indexOf(',', line.indexOf(pieces.at(-1)?.end ?? start)));
      pieces.push({ start: comma, end: comma + 1, gap: '' });
    }
    pieces.push({ start: word.start, end: word.end, gap: i > 0 ? ' ' : '' });
  }
  const end = line.endOffsetOf(line.text.trimEnd().length);
  pieces.push({ start: end - 1, end, gap: '' });
  return pieces;
}

function spaced({ start, end }: Span): Piece {
  return { start, end, gap: ' ' };
}

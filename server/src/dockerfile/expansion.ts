import type { Dockerfile, Instruction, VariableUse } from './dockerfile.ts';
import { findReferences } from './expand.ts';
import { Memo } from './memo.ts';
import type { Heredoc } from './scanner.ts';
import { type Span, Word } from './source.ts';

/** A variable that the builder itself puts a value in for, and where. */
export interface ExpandedVariable extends VariableUse {
  /** The heredoc whose body it stands in, where it does. */
  readonly heredoc?: Heredoc;
}

const wholeText = new Set(['ENV', 'LABEL', 'WORKDIR', 'USER', 'VOLUME', 'STOPSIGNAL', 'EXPOSE']);
const expandedFlags: Readonly<Record<string, readonly string[]>> = {
  COPY: ['chown', 'chmod'],
  ADD: ['chown', 'chmod', 'checksum'],
  FROM: ['platform'],
  RUN: ['mount'],
};
// One map for each file: notes on each instruction would be thousands of maps.
const known = new Memo<Dockerfile, Map<Instruction, readonly ExpandedVariable[]>>();
const none: readonly ExpandedVariable[] = [];

/**
 * The variables of an instruction that the builder expands (Dockerfile reference, "Environment replacement"): not those
 * of commands, of triggers and of flags such as `--from`, which it leaves alone or refuses. With those in the bodies
 * of COPY's and ADD's heredocs, where neither quotes nor `# escape=` mean anything.
 */
export function expandedVariables(instruction: Instruction): readonly ExpandedVariable[] {
  const inFile = knownIn(instruction.file);
  let found = inFile.get(instruction);
  if (!found) {
    found = readVariables(instruction);
    inFile.set(instruction, found);
  }
  return found;
}

function knownIn(file: Dockerfile): Map<Instruction, readonly ExpandedVariable[]> {
  let inFile = known.get(file);
  if (!inFile) {
    inFile = new Map();
    known.set(file, inFile);
  }
  return inFile;
}

function readVariables(instruction: Instruction): readonly ExpandedVariable[] {
  const { keyword } = instruction;
  if (wholeText.has(keyword)) return instruction.variables;
  const isCopy = keyword === 'COPY' || keyword === 'ADD';
  const places = isCopy || keyword in expandedFlags || keyword === 'ARG' ? expandedPlaces(instruction) : [];
  // The text of a RUN is long, and most have no flags: it is not searched then.
  if (!places.some(({ raw }) => raw.includes('$')) && !isCopy) return none;
  const inArguments = instruction.variables.filter(({ word }) =>
    places.some((place) => place.start <= word.start && word.end <= place.end),
  );
  if (!isCopy || instruction.heredocs.length === 0) return inArguments;
  return [...inArguments, ...instruction.heredocs.flatMap((heredoc) => bodyVariables(instruction, heredoc))];
}

function expandedPlaces(instruction: Instruction): Span[] {
  const { keyword } = instruction;
  const flags = expandedFlags[keyword] ?? [];
  const places: Span[] = instruction.flags.flatMap((flag) =>
    flags.includes(flag.name) && flag.valueWord ? [flag.valueWord] : [],
  );
  if (keyword === 'COPY' || keyword === 'ADD') places.push(instruction.rest);
  if (keyword === 'FROM' && instruction.args[0]) places.push(instruction.args[0]);
  if (keyword === 'ARG') for (const { value } of instruction.pairs) if (value) places.push(value);
  return places;
}

function bodyVariables(instruction: Instruction, heredoc: Heredoc): readonly ExpandedVariable[] {
  const text = heredoc.expand ? heredoc.body.raw : '';
  if (!text.includes('$')) return none;
  const { source } = instruction;
  const at = (start: number, end: number): Word =>
    new Word(source, text.slice(start, end), heredoc.body.start + start, heredoc.body.start + end);
  return findReferences(text, '\\', false).map((reference) => ({
    ...reference,
    word: at(reference.start, reference.end),
    nameWord: at(reference.nameStart, reference.nameEnd),
    heredoc,
  }));
}

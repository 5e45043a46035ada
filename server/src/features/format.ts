import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { wrapChains } from '../format/chains.ts';
import { formatContinuations, formatOpenEnd } from '../format/continuations.ts';
import { Changes, type Window } from '../format/edits.ts';
import { Indentation } from '../format/indentation.ts';
import { formatLines, isBroken, newlineOf } from '../format/lines.ts';
import type { FormatOptions } from '../format/options.ts';
import { sortPackages } from '../format/packageLists.ts';
import { type Piece, readPieces } from '../format/pieces.ts';
import { withEquals } from '../lint/keyvalue.ts';

/**
 * The edits that format a file, or the lines of a range. What the builder and the shells read stays the same: blanks
 * change only where they mean nothing, heredocs and what is not understood stay as they are.
 */
export function formatEdits(file: Dockerfile, options: FormatOptions, range?: Range): TextEdit[] {
  return range ? edits(file, options, wholeLines(file, range)) : edits(file, options, undefined);
}

function edits(file: Dockerfile, options: FormatOptions, window: Window | undefined): TextEdit[] {
  const changes = new Changes(file, window);
  const indentation = new Indentation(options.indent);
  for (const instruction of file.instructions) {
    if (window && (instruction.start > window.end || instruction.end < window.start)) continue;
    formatInstruction(instruction, indentation, options, changes);
  }
  formatLines(file, options, changes);
  return changes.edits;
}

function wholeLines({ source }: Dockerfile, { start, end }: Range): Window {
  const last = source.lineAt(source.offsetAt(end));
  // A selection of whole lines ends at the beginning of the next.
  const isBehind = end.character === 0 && end.line > start.line;
  return {
    start: source.lineStart(source.lineAt(source.offsetAt(start))),
    end: isBehind ? source.lineStart(last) : source.lineStart(last + 1),
  };
}

function formatInstruction(
  instruction: Instruction,
  indentation: Indentation,
  options: FormatOptions,
  changes: Changes,
): void {
  if (isBroken(instruction)) return;
  if (isTidy(instruction, options)) {
    if (options.spaces === 'single' && instruction.heredocs.length === 0) formatOpenEnd(instruction, changes);
    return;
  }
  const before = changes.count;
  formatCase(instruction, options, changes);
  const pieces = readPieces(instruction);
  const isConverted = options.keyValue === 'equals' && formatLegacyPair(instruction, changes);
  if (options.spaces === 'single') formatGaps(instruction, isConverted ? pieces.slice(0, -1) : pieces, changes);
  if (instruction.line.segments.length > 1) formatContinuations(instruction, pieces, indentation, options, changes);
  if (options.spaces === 'single' && instruction.heredocs.length === 0) formatOpenEnd(instruction, changes);
  formatScript(instruction, indentation, options, changes, before);
}

const tidy = /^(?!HEALTHCHECK|ONBUILD)[A-Z]+(?: [^\s[]\S*)+$/;

/** Whether one look tells that there is nothing to do: most instructions are one line with one blank between its words. */
function isTidy({ line, keyword, source, start }: Instruction, options: FormatOptions): boolean {
  const { keywordCase, wrap, packages } = options;
  const isIndented = isBlank(source.text, start - 1, start);
  if (isIndented || line.segments.length > 1 || keywordCase === 'lower' || !tidy.test(line.text)) return false;
  if (keyword === 'RUN') return wrap === 'keep' && packages === 'keep';
  if (keyword === 'FROM') return !/ (?:as|As|aS) /.test(line.text);
  return (keyword !== 'ENV' && keyword !== 'LABEL') || /^[A-Z]+ [^ ]*=/.test(line.text);
}

/** What is done to a RUN's script only where it is asked for. */
function formatScript(
  instruction: Instruction,
  indentation: Indentation,
  options: FormatOptions,
  changes: Changes,
  before: number,
): void {
  const { packages, wrap } = options;
  if (packages === 'keep' && wrap === 'keep') return;
  const run = innermost(instruction);
  const script = run.is('RUN') ? run.script : undefined;
  if (!script?.tree || script.heredoc || run.json || script.errors.length > 0) return;
  if (packages === 'sort') sortPackages(script, changes);
  if (wrap === 'keep') return;
  const newline = newlineOf(run.file, options) ?? run.source.newline;
  wrapChains(run, script, { width: wrap, indent: indentation.first, newline, before }, changes);
}

/** The case of the keywords, and that the instruction begins where its line does. */
function formatCase(instruction: Instruction, { keywordCase, spaces }: FormatOptions, changes: Changes): void {
  if (spaces === 'single') formatStart(instruction, changes);
  if (keywordCase === 'keep') return;
  for (const { start, end, raw, text } of keywordWords(instruction)) {
    // A keyword that goes on in the next line stays.
    if (raw === text) changes.replace(start, end, keywordCase === 'upper' ? text.toUpperCase() : text.toLowerCase());
  }
}

/** The instruction's name, that of its trigger, `AS`, and the type of a HEALTHCHECK. */
function keywordWords(instruction: Instruction): Word[] {
  const { keywordWord, trigger, args } = instruction;
  if (trigger) return [keywordWord, ...(trigger.isKnown ? keywordWords(trigger) : [])];
  const [first, second] = args;
  if (instruction.is('FROM') && args.length === 3 && second && /^as$/i.test(second.text)) return [keywordWord, second];
  if (instruction.is('HEALTHCHECK') && first && /^(?:cmd|none)$/i.test(first.text)) return [keywordWord, first];
  return [keywordWord];
}

function formatStart({ source, start }: Instruction, changes: Changes): void {
  let from = start;
  while (from > 0 && /[ \t]/.test(source.text[from - 1] as string)) from--;
  changes.replace(from, start, '');
}

/** `ENV key value` as `ENV key=value`; whether that was done. */
function formatLegacyPair(instruction: Instruction, changes: Changes): boolean {
  const inner = innermost(instruction);
  const [pair] = inner.pairs;
  if (!pair?.legacy || !pair.value) return false;
  const { source } = instruction;
  // `KEY = value` was meant to be something else.
  if (pair.value.text.startsWith('=')) return false;
  if (!/^[ \t]+$/.test(source.text.slice(pair.key.end, pair.value.start))) return false;
  const found = withEquals(inner, pair);
  if (!found || (found.length === 1 && pair.value.raw !== pair.value.text)) return false;
  return changes.replaceAll(found.map(({ span, text }) => ({ start: span.start, end: span.end, text })));
}

function innermost(instruction: Instruction): Instruction {
  return instruction.trigger ? innermost(instruction.trigger) : instruction;
}

/** One blank between two pieces of one line, none where they belong together. */
function formatGaps({ source }: Instruction, pieces: readonly Piece[], changes: Changes): void {
  for (let i = 1; i < pieces.length; i++) {
    const { start, gap } = pieces[i] as Piece;
    const { end } = pieces[i - 1] as Piece;
    if (gap !== undefined && isBlank(source.text, end, start)) changes.replace(end, start, gap);
  }
}

/** Whether there are only blanks, or nothing, between two places. */
function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text[i] !== ' ' && text[i] !== '\t') return false;
  return true;
}

/** After Enter: the lines above, and the indentation of the new one. After an escape character: what stands before it. */
export function formatOnType(file: Dockerfile, position: Position, typed: string, wanted: FormatOptions): TextEdit[] {
  // Packages in the middle of being typed are in no order yet.
  const options: FormatOptions = { ...wanted, packages: 'keep' };
  const { source } = file;
  const at = source.offsetAt(position);
  const line = source.lineAt(at);
  if (typed === '\n') {
    if (line === 0) return [];
    const first = file.instructionAt(source.lineStart(line - 1))?.line.firstLine ?? line - 1;
    const above = { start: source.lineStart(first), end: source.lineEnd(line - 1) };
    return [...edits(file, options, above), ...newLineEdits(file, line, options)];
  }
  const instruction = file.instructionAt(at);
  if (typed !== file.escape || !instruction || source.text.slice(at, source.lineEnd(line)).trim() !== '') return [];
  // A blank that is put before the character could take it from the word that it is meant for.
  const window = { start: source.lineStart(instruction.line.firstLine), end: at - 1 };
  return edits(file, options, window).filter(({ range }) => source.offsetAt(range.start) < at - 1);
}

/** The first line that continues an instruction stands one level in, a blank one behind an instruction at the margin. */
function newLineEdits(file: Dockerfile, line: number, { indent }: FormatOptions): TextEdit[] {
  const { source } = file;
  const above = file.instructionAt(source.lineStart(line - 1));
  if (indent === 'keep' || !above || isBroken(above) || above.heredocs.length > 0) return [];
  const isFirst = above.line.firstLine === line - 1;
  const goesOn = endsInContinuation(source.lineText(line - 1), file.escape);
  const isBlank = source.lineText(line).trim() === '';
  if (goesOn ? !isFirst : !isBlank) return [];
  const start = source.lineStart(line);
  const blanks = /^[ \t]*/.exec(source.lineText(line))?.[0] ?? '';
  const changes = new Changes(file);
  changes.replace(start, start + blanks.length, goesOn ? new Indentation(indent).first : '');
  return changes.edits;
}

function endsInContinuation(line: string, escape: string): boolean {
  const text = line.trimEnd();
  return text.endsWith(escape) && text.at(-2) !== escape;
}

import type { Range, SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction, Stage, VariableUse } from '../dockerfile/dockerfile.ts';
import { expandedVariables } from '../dockerfile/expansion.ts';
import { neededStages, overriddenBy } from '../dockerfile/facts.ts';
import { frontendArgs, isPlatformArg, proxyArgs } from '../dockerfile/grammar.ts';
import { namesOf, type PlacedName } from '../dockerfile/names.ts';
import type { Source, Span, Word } from '../dockerfile/source.ts';
import { baseImageSets } from '../lint/baseImageEnv.ts';
import { isRemoteSource } from '../lint/remotes.ts';

const types = ['class', 'variable', 'property', 'function', 'operator', 'keyword', 'comment', 'path'] as const;
const modifiers = ['declaration', 'readonly', 'defaultLibrary', 'deprecated', 'undefined', 'unused'] as const;

type Type = (typeof types)[number];
type Modifier = (typeof modifiers)[number];

/** `path`, `undefined` and `unused` are ours: `package.json` says how they look. */
export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

/**
 * What a grammar cannot know: stages, variables that are defined or not, what has no effect, what is deprecated, commands
 * and paths, as LSP encodes it (`textDocument/semanticTokens`). With a range only what touches it.
 */
export function semanticTokens(file: Dockerfile, range?: Range): number[] {
  const from = range ? file.source.offsetAt(range.start) : 0;
  const to = range ? file.source.offsetAt(range.end) : file.text.length;
  return new Reader(file, from, to).read();
}

/** The edit that makes one answer out of another; none where they are equal. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const deleteCount = before.length - start - end;
  const data = after.slice(start, after.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

/** How tokens look: a type and bits of modifiers in one number, for there are too many tokens for objects. */
const typeBits = 3;
const bitOf = (modifier: Modifier): number => 1 << (typeBits + modifiers.indexOf(modifier));
const lookOf = (type: Type): number => types.indexOf(type);
const declaration = bitOf('declaration');
const readonly = bitOf('readonly');
const defaultLibrary = bitOf('defaultLibrary');
const deprecated = bitOf('deprecated');
const unused = bitOf('unused');
const undefinedBit = bitOf('undefined');
const [stageLook, variableLook, propertyLook, functionLook] = [
  lookOf('class'),
  lookOf('variable'),
  lookOf('property'),
  lookOf('function'),
];
const [operatorLook, keywordLook, commentLook, pathLook] = [
  lookOf('operator'),
  lookOf('keyword'),
  lookOf('comment'),
  lookOf('path'),
];

/** Writes tokens in order, each on one line, none over another, relative to each other as LSP has them. */
class Encoder {
  readonly data: number[] = [];
  readonly #text: string;
  readonly #starts: readonly number[];
  #line = 0;
  #end = 0;
  #lastLine = 0;
  #lastStart = 0;

  constructor({ text, positionStarts }: Source) {
    this.#text = text;
    this.#starts = positionStarts;
  }

  add(start: number, end: number, look: number): void {
    if (start < this.#end || end <= start) return;
    const starts = this.#starts;
    while ((starts[this.#line + 1] ?? Number.POSITIVE_INFINITY) <= start) this.#line++;
    const next = starts[this.#line + 1];
    if (next !== undefined && (end >= next || this.#text.charCodeAt(end - 1) === 13)) return;
    this.#end = end;
    const origin = this.#line === this.#lastLine ? this.#lastStart : (starts[this.#line] as number);
    const type = look & ((1 << typeBits) - 1);
    this.data.push(this.#line - this.#lastLine, start - origin, end - start, type, look >> typeBits);
    this.#lastLine = this.#line;
    this.#lastStart = start;
  }
}

const predefined: ReadonlySet<string> = new Set<string>([...proxyArgs, ...frontendArgs]);
const withScript: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const plainCommand = /[\w./+:-]+/y;

class Reader {
  readonly #file: Dockerfile;
  readonly #from: number;
  readonly #to: number;
  readonly #out: Encoder;
  readonly #needed: ReadonlySet<Stage>;
  /** The tokens of one instruction but its names: start, end, look of each. One array for all of them. */
  readonly #own: number[] = [];
  #count = 0;
  /** The next name. */
  #next = 0;

  constructor(file: Dockerfile, from: number, to: number) {
    this.#file = file;
    this.#from = from;
    this.#to = to;
    this.#out = new Encoder(file.source);
    this.#needed = file.finalStage ? neededStages(file.finalStage) : new Set();
  }

  read(): number[] {
    for (const instruction of this.#file.instructions) {
      if (instruction.line.source.lineStart(instruction.line.lastLine + 1) < this.#from) continue;
      if (instruction.start > this.#to) break;
      const isDead = overriddenBy(instruction) !== undefined;
      if (isDead) this.#dead(instruction);
      else this.#instruction(instruction);
      this.#flush(instruction.end, !isDead);
    }
    return this.#out.data;
  }

  #add(start: number, end: number, look: number): void {
    this.#own[this.#count++] = start;
    this.#own[this.#count++] = end;
    this.#own[this.#count++] = look;
  }

  /** Writes what was found in an instruction, and the names up to its end among it. */
  #flush(end: number, withNames: boolean): void {
    const own = this.#own;
    const count = this.#count;
    sort(own, count);
    const { placed } = namesOf(this.#file);
    let i = 0;
    for (let one = placed[this.#next]; one && one.occurrence.span.start <= end; one = placed[++this.#next]) {
      const { span } = one.occurrence;
      if (!withNames || span.end < this.#from || span.start > this.#to) continue;
      for (; i < count && isBefore(own, i, span); i += 3) this.#write(own, i);
      this.#name(one);
    }
    for (; i < count; i += 3) this.#write(own, i);
    this.#count = 0;
  }

  #write(tokens: readonly number[], at: number): void {
    this.#out.add(tokens[at] as number, tokens[at + 1] as number, tokens[at + 2] as number);
  }

  /** Only the last CMD, ENTRYPOINT and HEALTHCHECK of a stage count: the others look like comments. */
  #dead({ source, start, end }: Instruction): void {
    for (let line = source.lineAt(start); line <= source.lineAt(end); line++) {
      const from = Math.max(source.lineStart(line), start);
      const text = source.text.slice(from, Math.min(source.lineEnd(line), end));
      const indent = text.length - text.trimStart().length;
      this.#add(from + indent, from + text.trimEnd().length, commentLook | unused);
    }
  }

  #instruction(instruction: Instruction): void {
    const { stage, keyword, keywordWord } = instruction;
    const isUnused = stage !== undefined && !this.#needed.has(stage);
    const isDeprecated = keyword === 'MAINTAINER';
    if (isUnused || isDeprecated)
      this.#add(
        keywordWord.start,
        keywordWord.end,
        keywordLook | (isUnused ? unused : 0) | (isDeprecated ? deprecated : 0),
      );
    if (keyword === 'LABEL') {
      for (const { key, legacy } of instruction.pairs)
        if (legacy) this.#add(key.start, key.end, propertyLook | deprecated);
    }
    this.#modifiers(instruction);
    this.#paths(instruction);
    if (withScript.has(keyword)) this.#commands(instruction);
    if (keyword === 'ONBUILD' && instruction.trigger) this.#instruction(instruction.trigger);
  }

  #commands(instruction: Instruction): void {
    const { json, source } = instruction;
    const program = json?.elements[0]?.word;
    // A script is read only where a shell gets one: `["sh", "-c", "…"]`.
    if (program && json.elements.length !== 3) {
      this.#add(program.start + 1, program.end - 1, functionLook);
      return;
    }
    const { script } = instruction;
    if (!script) return;
    for (const { name } of script.reader ? [script.reader, ...script.commands] : script.commands) {
      plainCommand.lastIndex = name.start;
      if (plainCommand.test(source.text) && plainCommand.lastIndex === name.end)
        this.#add(name.start, name.end, functionLook);
    }
    // The first word of a JSON form, without its quotes.
    if (program && script.language === 'exec') this.#add(program.start + 1, program.end - 1, functionLook);
  }

  /** `:-` and its like behind a name. */
  #modifiers(instruction: Instruction): void {
    if (!instruction.line.text.includes('${') && instruction.heredocs.length === 0) return;
    for (const { modifier, nameWord } of expandedVariables(instruction)) {
      if (modifier && instruction.source.text.startsWith(modifier, nameWord.end))
        this.#add(nameWord.end, nameWord.end + modifier.length, operatorLook);
    }
  }

  #paths(instruction: Instruction): void {
    const { keyword } = instruction;
    if (keyword !== 'COPY' && keyword !== 'ADD' && keyword !== 'WORKDIR' && keyword !== 'VOLUME') return;
    if (instruction.json) return;
    const isCopy = keyword === 'COPY' || keyword === 'ADD';
    const { args, heredocs } = instruction;
    if (isCopy && args.length < 2) return;
    const markers = heredocs.length > 0 ? new Set(heredocs.map(({ marker }) => marker.start)) : undefined;
    const uses = instruction.line.text.includes('$') ? instruction.variables : [];
    let next = 0;
    for (const [i, word] of args.entries()) {
      const isSource = isCopy && i < args.length - 1;
      if (isSource && (markers?.has(word.start) || isRemoteSource(word.text))) continue;
      next = this.#path(word, uses, next);
    }
  }

  /** A path without the variables in it; the first of those that may stand in the next path. */
  #path({ start, end }: Word, uses: readonly VariableUse[], first: number): number {
    let at = start;
    let next = first;
    for (let use = uses[next]; use && use.word.start < end; use = uses[++next]) {
      if (use.word.start < at || use.word.end > end) continue;
      this.#add(at, use.word.start, pathLook);
      at = use.word.end;
    }
    this.#add(at, end, pathLook);
    return next;
  }

  #name({ name, occurrence }: PlacedName): void {
    const { span, role, instruction, isIndirect } = occurrence;
    const isDefinition = role === 'definition';
    if (name.kind === 'heredoc' || (isIndirect && isDefinition)) return;
    let look = isDefinition ? declaration : 0;
    if (name.kind === 'variable') look |= variableLook | variableBits(name, instruction, span, isDefinition);
    else {
      look |= stageLook;
      if (isDefinition && name.stage && !this.#needed.has(name.stage)) look |= unused;
    }
    this.#out.add(span.start, span.end, look);
  }
}

/** Whether a token comes before a name: by its start, then by its end. */
function isBefore(tokens: readonly number[], at: number, span: Span): boolean {
  const start = tokens[at] as number;
  return start < span.start || (start === span.start && (tokens[at + 1] as number) <= span.end);
}

/** Puts the first tokens in the order of the text; nearly always they are. */
function sort(tokens: number[], count: number): void {
  let i = 3;
  while (i < count && (tokens[i - 3] as number) <= (tokens[i] as number)) i += 3;
  if (i >= count) return;
  const parts: number[][] = [];
  for (let at = 0; at < count; at += 3) parts.push(tokens.slice(at, at + 3));
  const order = (a: readonly number[], b: readonly number[]): number =>
    (a[0] as number) - (b[0] as number) || (a[1] as number) - (b[1] as number);
  for (const [at, number] of parts.sort(order).flat().entries()) tokens[at] = number;
}

function variableBits(
  { text, definedBy }: PlacedName['name'],
  instruction: Instruction,
  span: Span,
  isDefinition: boolean,
): number {
  let bits = definedBy.size > 0 && !definedBy.has('ENV') ? readonly : 0;
  if (isPlatformArg(text) || predefined.has(text)) bits |= defaultLibrary;
  // The legacy form has one pair.
  if (isDefinition && instruction.keyword === 'ENV' && instruction.pairs[0]?.legacy) bits |= deprecated;
  if (definedBy.size === 0 && bits === 0 && !isDefinition && isNowhere(text, instruction, span)) bits |= undefinedBit;
  return bits;
}

/** Whether the builder puts an empty text there: neither the file nor, as far as is known, the base image sets it. */
function isNowhere(name: string, instruction: Instruction, span: Span): boolean {
  if (name === 'PATH' || !isExpanded(instruction, span.start)) return false;
  return instruction.is('FROM') || !instruction.stage || baseImageSets(instruction.stage, name) === 'no';
}

/** Whether the builder expands the name at an offset; the variables of an instruction are in the order of the text. */
function isExpanded(instruction: Instruction, offset: number): boolean {
  const variables = expandedVariables(instruction);
  let [low, high] = [0, variables.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((variables[middle]?.nameWord.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return variables[low]?.nameWord.start === offset;
}

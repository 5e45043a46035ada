import type { Range, SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { expandedVariables } from '../dockerfile/expansion.ts';
import { neededStages, overriddenBy } from '../dockerfile/facts.ts';
import { frontendArgs, isPlatformArg, proxyArgs } from '../dockerfile/grammar.ts';
import { namesOf, type PlacedName } from '../dockerfile/names.ts';
import type { Span, Word } from '../dockerfile/source.ts';
import { baseImageSets } from '../lint/baseImageEnv.ts';
import { copyArguments } from '../lint/copies.ts';
import { isRemoteSource } from '../lint/remotes.ts';

const types = ['class', 'variable', 'property', 'function', 'operator', 'keyword', 'comment', 'path'] as const;
const modifiers = ['declaration', 'readonly', 'defaultLibrary', 'deprecated', 'undefined', 'unused'] as const;

type Type = (typeof types)[number];
type Modifier = (typeof modifiers)[number];

/** `path`, `undefined` and `unused` are ours: `package.json` says how they look. */
export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: Type;
  readonly modifiers: readonly Modifier[];
}

/**
 * What a grammar cannot know: stages, variables that are defined or not, what has no effect, what is deprecated, commands
 * and paths, as LSP encodes it (`textDocument/semanticTokens`). With a range only what touches it.
 */
export function semanticTokens(file: Dockerfile, range?: Range): number[] {
  const from = range ? file.source.offsetAt(range.start) : 0;
  const to = range ? file.source.offsetAt(range.end) : file.text.length;
  const reader = new Reader(file, from, to);
  return encode(file, reader.read());
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

/** Tokens in order, each on one line, none over another. */
function encode({ source }: Dockerfile, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let end = 0;
  let line = 0;
  let character = 0;
  for (const token of tokens) {
    if (token.start < end || token.end <= token.start) continue;
    if (/[\r\n]/.test(source.text.slice(token.start, token.end))) continue;
    const at = source.positionAt(token.start);
    end = token.end;
    const sameLine = at.line === line;
    let bits = 0;
    for (const modifier of token.modifiers) bits |= 1 << modifiers.indexOf(modifier);
    const type = types.indexOf(token.type);
    data.push(at.line - line, sameLine ? at.character - character : at.character, token.end - token.start, type, bits);
    line = at.line;
    character = at.character;
  }
  return data;
}

const predefined: ReadonlySet<string> = new Set<string>([...proxyArgs, ...frontendArgs]);

class Reader {
  readonly #file: Dockerfile;
  readonly #from: number;
  readonly #to: number;
  readonly #tokens: Token[] = [];
  readonly #needed: ReadonlySet<Stage>;

  constructor(file: Dockerfile, from: number, to: number) {
    this.#file = file;
    this.#from = from;
    this.#to = to;
    this.#needed = file.finalStage ? neededStages(file.finalStage) : new Set();
  }

  read(): Token[] {
    const dead = new Set<Instruction>();
    for (const instruction of this.#file.instructions) {
      if (instruction.line.source.lineStart(instruction.line.lastLine + 1) < this.#from) continue;
      if (instruction.start > this.#to) break;
      if (overriddenBy(instruction)) {
        dead.add(instruction);
        this.#dead(instruction);
      } else this.#instruction(instruction);
    }
    for (const placed of namesOf(this.#file).placed) {
      const { span, instruction } = placed.occurrence;
      if (span.end >= this.#from && span.start <= this.#to && !dead.has(instruction)) this.#name(placed);
    }
    return this.#tokens.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #add({ start, end }: Pick<Span, 'start' | 'end'>, type: Type, ...some: Modifier[]): void {
    this.#tokens.push({ start, end, type, modifiers: some });
  }

  /** Only the last CMD, ENTRYPOINT and HEALTHCHECK of a stage count: the others look like comments. */
  #dead({ source, start, end }: Instruction): void {
    for (let line = source.lineAt(start); line <= source.lineAt(end); line++) {
      const from = Math.max(source.lineStart(line), start);
      const text = source.text.slice(from, Math.min(source.lineEnd(line), end));
      const indent = text.length - text.trimStart().length;
      this.#add({ start: from + indent, end: from + text.trimEnd().length }, 'comment', 'unused');
    }
  }

  #instruction(instruction: Instruction): void {
    const { stage, keywordWord } = instruction;
    const isUnused = stage !== undefined && !this.#needed.has(stage);
    const isDeprecated = instruction.is('MAINTAINER');
    if (isUnused) this.#add(keywordWord, 'keyword', 'unused', ...(isDeprecated ? (['deprecated'] as const) : []));
    else if (isDeprecated) this.#add(keywordWord, 'keyword', 'deprecated');
    if (instruction.is('LABEL')) {
      for (const { key, legacy } of instruction.pairs) if (legacy) this.#add(key, 'property', 'deprecated');
    }
    this.#modifiers(instruction);
    for (const word of pathsOf(instruction)) this.#path(word, instruction);
    for (const { name } of instruction.script?.commands ?? [])
      if (/^[\w./+:-]+$/.test(name.raw)) this.#add(name, 'function');
    if (instruction.json && instruction.script) this.#program(instruction);
    if (instruction.trigger) this.#instruction(instruction.trigger);
  }

  /** The first word of a JSON form, without its quotes. */
  #program(instruction: Instruction): void {
    const word = instruction.json?.elements[0]?.word;
    if (word && instruction.script?.language === 'exec')
      this.#add({ start: word.start + 1, end: word.end - 1 }, 'function');
  }

  /** `:-` and its like behind a name. */
  #modifiers(instruction: Instruction): void {
    if (!instruction.line.text.includes('${') && instruction.heredocs.length === 0) return;
    for (const { modifier, nameWord } of expandedVariables(instruction)) {
      if (!modifier) continue;
      const end = nameWord.end + modifier.length;
      if (instruction.source.text.slice(nameWord.end, end) === modifier)
        this.#add({ start: nameWord.end, end }, 'operator');
    }
  }

  /** A path without the variables in it. */
  #path({ start, end, raw }: Word, instruction: Instruction): void {
    let at = start;
    for (const { word } of raw.includes('$') ? instruction.variables : []) {
      if (word.start < at || word.end > end) continue;
      if (word.start > at) this.#add({ start: at, end: word.start }, 'path');
      at = word.end;
    }
    if (end > at) this.#add({ start: at, end }, 'path');
  }

  #name({ name, occurrence }: PlacedName): void {
    const { span, role, instruction, isIndirect } = occurrence;
    const isDefinition = role === 'definition';
    if (name.kind === 'heredoc' || (isIndirect && isDefinition)) return;
    if (name.kind === 'stage') {
      const isUnused = isDefinition && name.stage !== undefined && !this.#needed.has(name.stage);
      this.#add(
        span,
        'class',
        ...(isDefinition ? (['declaration'] as const) : []),
        ...(isUnused ? (['unused'] as const) : []),
      );
    } else this.#add(span, 'variable', ...this.#variableModifiers(name, instruction, span, isDefinition));
  }

  #variableModifiers(
    { text, definedBy }: PlacedName['name'],
    instruction: Instruction,
    span: Span,
    isDefinition: boolean,
  ): Modifier[] {
    const found: Modifier[] = [];
    if (isDefinition) found.push('declaration');
    if (definedBy.size > 0 && !definedBy.has('ENV')) found.push('readonly');
    if (isPlatformArg(text) || predefined.has(text)) found.push('defaultLibrary');
    if (
      isDefinition &&
      instruction.pairs.some(({ key, legacy }) => legacy && instruction.is('ENV') && key.touches(span.start))
    ) {
      found.push('deprecated');
    }
    if (definedBy.size === 0 && found.length === 0 && isNowhere(text, instruction, span)) found.push('undefined');
    return found;
  }
}

/** Whether the builder puts an empty text there: neither the file nor, as far as is known, the base image sets it. */
function isNowhere(name: string, instruction: Instruction, span: Span): boolean {
  if (name === 'PATH' || !expandedVariables(instruction).some(({ nameWord }) => nameWord.start === span.start))
    return false;
  return instruction.is('FROM') || !instruction.stage || baseImageSets(instruction.stage, name) === 'no';
}

function pathsOf(instruction: Instruction): readonly Word[] {
  if (instruction.json) return [];
  switch (instruction.keyword) {
    case 'WORKDIR':
    case 'VOLUME':
      return instruction.args;
    case 'COPY':
    case 'ADD': {
      const copied = copyArguments(instruction);
      return copied ? [...copied.sources.filter(({ text }) => !isRemoteSource(text)), copied.destination] : [];
    }
    default:
      return [];
  }
}

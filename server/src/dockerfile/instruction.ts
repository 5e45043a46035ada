import type { Dockerfile } from './dockerfile.ts';
import { findReferences, type Reference } from './expand.ts';
import { isKeyword, type Keyword, keywords } from './grammar.ts';
import { readInstructionScript } from './instructionscript.ts';
import { type Mount, readMount } from './mounts.ts';
import type { Comment, Heredoc, LogicalLine } from './scanner.ts';
import type { Script } from './shell.ts';
import { Span, Word } from './source.ts';
import type { Stage } from './stage.ts';
import {
  type Flag,
  type JsonForm,
  type JsonResult,
  type Pair,
  readDeclarations,
  readFlags,
  readJson,
  readPairs,
  readWords,
  skipSpaces,
} from './words.ts';

const jsonOrText = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
const jsonOrWords = new Set(['COPY', 'ADD', 'VOLUME']);
const oneText = new Set(['MAINTAINER', 'STOPSIGNAL', 'USER', 'WORKDIR']);

/** Keywords as written, in upper case: nearly all of them are few. */
const known = new Map<string, string>(keywords.map((keyword) => [keyword, keyword]));

function upperCase(written: string): string {
  return known.get(written) ?? written.toUpperCase();
}

/** A `$NAME` of an instruction, with its place in the source. */
export interface VariableUse extends Reference {
  /** From `$` to the end of the reference. */
  readonly word: Word;
  readonly nameWord: Word;
}

/**
 * One instruction. What costs time is read on first use and kept; everything is a pure function of the text.
 */
export class Instruction extends Span {
  readonly line: LogicalLine;
  readonly file: Dockerfile;
  /** As written. */
  readonly keywordWord: Word;
  /** In upper case, whatever it is. */
  readonly keyword: string;
  /** Position among all instructions of the file. */
  readonly index: number;
  /** The ONBUILD that holds this instruction. */
  readonly outer: Instruction | undefined;
  /** The stage; undefined before the first FROM. */
  stage: Stage | undefined;
  private readonly argumentsAt: number;
  // Read when first asked for. Private by name only: engines keep private fields outside of the object, and there are
  // thousands of instructions at each keystroke.
  private knownFlags: { flags: Flag[]; rest: number } | undefined = undefined;
  private knownArgs: readonly Word[] | undefined = undefined;
  private knownJson: { result: JsonResult | undefined } | undefined = undefined;
  private knownPairs: readonly Pair[] | undefined = undefined;
  private knownScript: { script: Script | undefined } | undefined = undefined;
  private knownMounts: readonly Mount[] | undefined = undefined;
  private knownUses: readonly VariableUse[] | undefined = undefined;
  private knownTrigger: { instruction: Instruction | undefined } | undefined = undefined;

  constructor(file: Dockerfile, line: LogicalLine, from: number, index: number, outer?: Instruction) {
    const start = skipSpaces(line.text, from);
    let end = start;
    while (end < line.text.length && !/[\t\v\f\r ]/.test(line.text[end] as string)) end++;
    super(line.source, line.offsetOf(start), instructionEnd(line));
    this.file = file;
    this.line = line;
    this.index = index;
    this.outer = outer;
    this.keywordWord = line.word(start, end);
    this.keyword = upperCase(this.keywordWord.text);
    this.argumentsAt = skipSpaces(line.text, end);
  }

  /** Whether the keyword is one of the 18 instructions. */
  get isKnown(): boolean {
    return isKeyword(this.keyword);
  }

  /** Whether it is one of up to three kinds. Asked very often, therefore without a list. */
  is(keyword: Keyword, second?: Keyword, third?: Keyword): boolean {
    const own = this.keyword;
    return own === keyword || own === second || own === third;
  }

  isAmong(keywords: readonly Keyword[]): boolean {
    return (keywords as readonly string[]).includes(this.keyword);
  }

  get heredocs(): readonly Heredoc[] {
    return this.line.heredocs;
  }

  get comments(): readonly Comment[] {
    return this.line.comments;
  }

  /** Its lines as they stand in the source, heredocs and comments included. */
  get lines(): string {
    const { source, line } = this;
    return source.text.slice(source.lineStart(line.firstLine), source.lineStart(line.lastLine + 1));
  }

  get flags(): readonly Flag[] {
    this.knownFlags ??= readFlags(this.line, this.argumentsAt, this.file.escape);
    return this.knownFlags.flags;
  }

  flag(name: string): Flag | undefined {
    return this.flags.find((flag) => flag.name === name);
  }

  /** What follows keyword and flags, as one word without blanks at its ends. */
  get rest(): Word {
    const start = this.restAt;
    const end = Math.max(start, this.line.text.trimEnd().length);
    return this.line.word(start, end);
  }

  private get restAt(): number {
    this.knownFlags ??= readFlags(this.line, this.argumentsAt, this.file.escape);
    return this.knownFlags.rest;
  }

  private get jsonResult(): JsonResult | undefined {
    if (!this.knownJson) {
      const at = this.keyword === 'HEALTHCHECK' ? this.healthcheckCommandAt : this.restAt;
      const takesJson = jsonOrText.has(this.keyword) || jsonOrWords.has(this.keyword) || this.keyword === 'HEALTHCHECK';
      this.knownJson = { result: takesJson ? readJson(this.line, at) : undefined };
    }
    return this.knownJson.result;
  }

  private get healthcheckCommandAt(): number {
    const at = this.restAt;
    const match = /^\S+/.exec(this.line.text.slice(at));
    return skipSpaces(this.line.text, at + (match?.[0].length ?? 0));
  }

  /** The JSON form, where the arguments are one. For HEALTHCHECK the one behind CMD. */
  get json(): JsonForm | undefined {
    const result = this.jsonResult;
    return result?.kind === 'json' ? result.form : undefined;
  }

  /** Why arguments that begin with `[` are no JSON form. */
  get jsonError(): 'malformed' | 'not-strings' | undefined {
    const result = this.jsonResult;
    return result && result.kind !== 'json' ? result.kind : undefined;
  }

  /**
   * The arguments. JSON elements where there is a JSON form (their `text` decoded), else words between blanks; RUN,
   * CMD, ENTRYPOINT, SHELL in shell form and MAINTAINER, STOPSIGNAL, USER, WORKDIR have at most one: the whole text.
   * HEALTHCHECK: its type first, then the command.
   */
  get args(): readonly Word[] {
    this.knownArgs ??= this.readArgs();
    return this.knownArgs;
  }

  private readArgs(): readonly Word[] {
    const { json } = this;
    const decoded = (json?.elements ?? []).map(({ value, word }) => new Word(this.source, value, word.start, word.end));
    if (this.keyword === 'HEALTHCHECK') return this.readHealthcheck(json ? decoded : undefined);
    if (json) return decoded;
    if (jsonOrText.has(this.keyword) || oneText.has(this.keyword)) return this.rest.text === '' ? [] : [this.rest];
    if (this.keyword === 'ENV' || this.keyword === 'LABEL' || this.keyword === 'ARG') {
      return this.pairs.map((pair) => pair.word);
    }
    return readWords(this.line, this.restAt);
  }

  private readHealthcheck(command: readonly Word[] | undefined): readonly Word[] {
    const at = this.restAt;
    const words = readWords(this.line, at);
    const type = words[0];
    if (!type) return [];
    if (command) return [type, ...command];
    const from = this.healthcheckCommandAt;
    const end = this.line.text.trimEnd().length;
    return end > from ? [type, this.line.word(from, end)] : [type];
  }

  /** The `key=value` of ENV, LABEL and ARG; empty for all others. */
  get pairs(): readonly Pair[] {
    if (!this.knownPairs) {
      const { escape } = this.file;
      if (this.keyword === 'ARG') this.knownPairs = readDeclarations(this.line, this.restAt, escape);
      else if (this.keyword === 'ENV' || this.keyword === 'LABEL')
        this.knownPairs = readPairs(this.line, this.restAt, escape);
      else this.knownPairs = [];
    }
    return this.knownPairs;
  }

  /** The mounts of a RUN. */
  get mounts(): readonly Mount[] {
    this.knownMounts ??=
      this.keyword === 'RUN' ? this.flags.filter((flag) => flag.name === 'mount').map(readMount) : [];
    return this.knownMounts;
  }

  /** The instruction behind ONBUILD. */
  get trigger(): Instruction | undefined {
    if (!this.knownTrigger) {
      const has = this.keyword === 'ONBUILD' && this.restAt < this.line.text.trimEnd().length;
      const instruction = has ? new Instruction(this.file, this.line, this.restAt, this.index, this) : undefined;
      if (instruction) instruction.stage = this.stage;
      this.knownTrigger = { instruction };
    }
    return this.knownTrigger.instruction;
  }

  /** Every variable that the builder may expand in keyword arguments and flags, with its place. Heredocs are left out. */
  get variables(): readonly VariableUse[] {
    if (!this.knownUses) {
      const offset = this.argumentsAt;
      const text = this.line.text.slice(offset);
      this.knownUses = text.includes('$')
        ? findReferences(text, this.file.escape).map((reference) => ({
            ...reference,
            word: this.line.word(reference.start + offset, reference.end + offset),
            nameWord: this.line.word(reference.nameStart + offset, reference.nameEnd + offset),
          }))
        : [];
    }
    return this.knownUses;
  }

  /**
   * What RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD run: the shell script of a shell form or of a RUN's only heredoc, the
   * one command of a JSON form (`language` is `exec`), or the script of `["sh", "-c", "…"]`. Undefined for all others.
   */
  get script(): Script | undefined {
    this.knownScript ??= { script: readInstructionScript(this, this.restAt, this.healthcheckCommandAt) };
    return this.knownScript.script;
  }
}

function instructionEnd(line: LogicalLine): number {
  const terminator = line.heredocs.at(-1)?.terminator;
  if (terminator) return terminator.end;
  return line.endOffsetOf(line.text.trimEnd().length);
}

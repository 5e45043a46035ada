import type { Range } from 'vscode-languageserver-types';
import { expand, findReferences, type Reference } from './expand.ts';
import { isKeyword, isPlatformArg, type Keyword } from './grammar.ts';
import { type ImageParts, readImage } from './image.ts';
import { type Mount, readMount } from './mounts.ts';
import { type Comment, type Directive, type Heredoc, type LogicalLine, scan } from './scanner.ts';
import {
  type Command,
  emptyScript,
  execScript,
  parseScript,
  type Script,
  type ShellLanguage,
  shellLanguage,
} from './shell.ts';
import { Source, Span, Word } from './source.ts';
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
  readonly #argumentsAt: number;
  #flags: { flags: Flag[]; rest: number } | undefined;
  #args: readonly Word[] | undefined;
  #json: { result: JsonResult | undefined } | undefined;
  #pairs: readonly Pair[] | undefined;
  #script: { script: Script | undefined } | undefined;
  #mounts: readonly Mount[] | undefined;
  #uses: readonly VariableUse[] | undefined;
  #trigger: { instruction: Instruction | undefined } | undefined;

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
    this.keyword = this.keywordWord.text.toUpperCase();
    this.#argumentsAt = skipSpaces(line.text, end);
  }

  /** Whether the keyword is one of the 18 instructions. */
  get isKnown(): boolean {
    return isKeyword(this.keyword);
  }

  is(...keywords: Keyword[]): boolean {
    return (keywords as string[]).includes(this.keyword);
  }

  get heredocs(): readonly Heredoc[] {
    return this.line.heredocs;
  }

  get comments(): readonly Comment[] {
    return this.line.comments;
  }

  get flags(): readonly Flag[] {
    this.#flags ??= readFlags(this.line, this.#argumentsAt, this.file.escape);
    return this.#flags.flags;
  }

  flag(name: string): Flag | undefined {
    return this.flags.find((flag) => flag.name === name);
  }

  /** What follows keyword and flags, as one word without blanks at its ends. */
  get rest(): Word {
    const start = this.#restAt;
    const end = Math.max(start, this.line.text.trimEnd().length);
    return this.line.word(start, end);
  }

  get #restAt(): number {
    this.#flags ??= readFlags(this.line, this.#argumentsAt, this.file.escape);
    return this.#flags.rest;
  }

  get #jsonResult(): JsonResult | undefined {
    if (!this.#json) {
      const at = this.keyword === 'HEALTHCHECK' ? this.#healthcheckCommandAt : this.#restAt;
      const takesJson = jsonOrText.has(this.keyword) || jsonOrWords.has(this.keyword) || this.keyword === 'HEALTHCHECK';
      this.#json = { result: takesJson ? readJson(this.line, at) : undefined };
    }
    return this.#json.result;
  }

  get #healthcheckCommandAt(): number {
    const at = this.#restAt;
    const match = /^\S+/.exec(this.line.text.slice(at));
    return skipSpaces(this.line.text, at + (match?.[0].length ?? 0));
  }

  /** The JSON form, where the arguments are one. For HEALTHCHECK the one behind CMD. */
  get json(): JsonForm | undefined {
    const result = this.#jsonResult;
    return result?.kind === 'json' ? result.form : undefined;
  }

  /** Why arguments that begin with `[` are no JSON form. */
  get jsonError(): 'malformed' | 'not-strings' | undefined {
    const result = this.#jsonResult;
    return result && result.kind !== 'json' ? result.kind : undefined;
  }

  /**
   * The arguments. JSON elements where there is a JSON form (their `text` decoded), else words between blanks; RUN,
   * CMD, ENTRYPOINT, SHELL in shell form and MAINTAINER, STOPSIGNAL, USER, WORKDIR have at most one: the whole text.
   * HEALTHCHECK: its type first, then the command.
   */
  get args(): readonly Word[] {
    this.#args ??= this.#readArgs();
    return this.#args;
  }

  #readArgs(): readonly Word[] {
    const { json } = this;
    const decoded = (json?.elements ?? []).map(({ value, word }) => new Word(this.source, value, word.start, word.end));
    if (this.keyword === 'HEALTHCHECK') return this.#readHealthcheck(json ? decoded : undefined);
    if (json) return decoded;
    if (jsonOrText.has(this.keyword) || oneText.has(this.keyword)) return this.rest.text === '' ? [] : [this.rest];
    if (this.keyword === 'ENV' || this.keyword === 'LABEL' || this.keyword === 'ARG') {
      return this.pairs.map((pair) => pair.word);
    }
    return readWords(this.line, this.#restAt);
  }

  #readHealthcheck(command: readonly Word[] | undefined): readonly Word[] {
    const at = this.#restAt;
    const words = readWords(this.line, at);
    const type = words[0];
    if (!type) return [];
    if (command) return [type, ...command];
    const from = this.#healthcheckCommandAt;
    const end = this.line.text.trimEnd().length;
    return end > from ? [type, this.line.word(from, end)] : [type];
  }

  /** The `key=value` of ENV, LABEL and ARG; empty for all others. */
  get pairs(): readonly Pair[] {
    if (!this.#pairs) {
      const { escape } = this.file;
      if (this.keyword === 'ARG') this.#pairs = readDeclarations(this.line, this.#restAt, escape);
      else if (this.keyword === 'ENV' || this.keyword === 'LABEL')
        this.#pairs = readPairs(this.line, this.#restAt, escape);
      else this.#pairs = [];
    }
    return this.#pairs;
  }

  /** The mounts of a RUN. */
  get mounts(): readonly Mount[] {
    this.#mounts ??= this.keyword === 'RUN' ? this.flags.filter((flag) => flag.name === 'mount').map(readMount) : [];
    return this.#mounts;
  }

  /** The instruction behind ONBUILD. */
  get trigger(): Instruction | undefined {
    if (!this.#trigger) {
      const has = this.keyword === 'ONBUILD' && this.#restAt < this.line.text.trimEnd().length;
      const instruction = has ? new Instruction(this.file, this.line, this.#restAt, this.index, this) : undefined;
      if (instruction) instruction.stage = this.stage;
      this.#trigger = { instruction };
    }
    return this.#trigger.instruction;
  }

  /** Every variable that the builder may expand in keyword arguments and flags, with its place. Heredocs are left out. */
  get variables(): readonly VariableUse[] {
    if (!this.#uses) {
      const offset = this.#argumentsAt;
      const text = this.line.text.slice(offset);
      this.#uses = text.includes('$')
        ? findReferences(text, this.file.escape).map((reference) => ({
            ...reference,
            word: this.line.word(reference.start + offset, reference.end + offset),
            nameWord: this.line.word(reference.nameStart + offset, reference.nameEnd + offset),
          }))
        : [];
    }
    return this.#uses;
  }

  /**
   * What RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD run: the shell script of a shell form or of a RUN's only heredoc, the
   * one command of a JSON form (`language` is `exec`), or the script of `["sh", "-c", "…"]`. Undefined for all others.
   */
  get script(): Script | undefined {
    this.#script ??= { script: readInstructionScript(this, this.#restAt, this.#healthcheckCommandAt) };
    return this.#script.script;
  }
}

function instructionEnd(line: LogicalLine): number {
  const terminator = line.heredocs.at(-1)?.terminator;
  if (terminator) return terminator.end;
  return line.endOffsetOf(line.text.trimEnd().length);
}

function readInstructionScript(instruction: Instruction, restAt: number, commandAt: number): Script | undefined {
  const { keyword, line, source } = instruction;
  const isHealthcheck = keyword === 'HEALTHCHECK' && instruction.args[0]?.text.toUpperCase() === 'CMD';
  if (!isHealthcheck && keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return undefined;
  if (instruction.json) return jsonScript(instruction, instruction.json);
  const at = isHealthcheck ? commandAt : restAt;
  if (at >= line.text.trimEnd().length) return undefined;
  const language = instruction.file.shellAt(instruction);
  if (keyword === 'RUN' && instruction.heredocs.length > 0) return heredocScript(instruction, at, language);
  const span = new Span(source, line.offsetOf(at), line.endOffsetOf(line.text.trimEnd().length));
  if (language !== 'sh' && language !== 'bash') return emptyScript(language, span, false);
  return parseScript(instruction, span, shellText(instruction, span), language, false);
}

/** `["sh", "-c", "script"]` runs a script; it is read where its text stands in the source without JSON escapes. */
function jsonScript(instruction: Instruction, { elements }: JsonForm): Script {
  const [program, flag, text] = elements;
  const language = program ? shellLanguage(program.value) : 'unknown';
  const isShell = language === 'sh' || language === 'bash';
  if (isShell && text && elements.length === 3 && /^-[a-z]*c$/.test(flag?.value ?? '')) {
    const span = new Span(instruction.source, text.word.start + 1, text.word.end - 1);
    if (span.raw === text.value) return parseScript(instruction, span, text.value, language, false);
  }
  return execScript(instruction, elements);
}

/** `RUN <<EOF`: the body is the script. `RUN cat <<EOF`: the shell reads line and heredoc as they stand. */
function heredocScript(instruction: Instruction, at: number, shell: ShellLanguage): Script {
  const { line, source } = instruction;
  const first = instruction.heredocs[0] as Heredoc;
  const rest = line.text.slice(at).trim();
  if (instruction.heredocs.length === 1 && rest === first.marker.text.trim()) {
    const shebang = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(first.body.raw);
    const directive = /^(?:#.*\n)*?#\s*shellcheck\s+shell=(\S+)/.exec(first.body.raw)?.[1];
    const program = directive ?? (shebang?.[1]?.endsWith('/env') ? shebang[2] : shebang?.[1]);
    const language = program ? shellLanguage(program) : shell;
    if (language !== 'sh' && language !== 'bash') return emptyScript(language, first.body, true);
    return parseScript(instruction, first.body, withoutReturns(first.body.raw), language, true);
  }
  const reader = instruction.heredocs.length === 1 ? shellOnLine(instruction, at, first) : undefined;
  if (reader) {
    const language = shellLanguage(reader.program);
    return { ...parseScript(instruction, first.body, withoutReturns(first.body.raw), language, true), reader };
  }
  const end = instruction.heredocs.at(-1)?.terminator?.end ?? instruction.heredocs.at(-1)?.body.end ?? instruction.end;
  const span = new Span(source, line.offsetOf(at), Math.max(end, line.offsetOf(at)));
  if (shell !== 'sh' && shell !== 'bash') return emptyScript(shell, span, false);
  return parseScript(instruction, span, shellText(instruction, span), shell, false);
}

/** A script as if its lines ended in line feeds alone, at equal length. */
function withoutReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r', ' ') : text;
}

/** The command of a line that is nothing but a shell with options and the heredoc that it reads. */
function shellOnLine(instruction: Instruction, at: number, { marker }: Heredoc): Command | undefined {
  const { line, source } = instruction;
  const span = new Span(source, line.offsetOf(at), line.endOffsetOf(line.text.trimEnd().length));
  const blank = ' '.repeat(marker.end - marker.start);
  const text = shellText(instruction, span).replaceAll('\\\n', '  ');
  const alone = text.slice(0, marker.start - span.start) + blank + text.slice(marker.end - span.start);
  if (!/^\s*(?:\/[\w/]+\/)?(?:ba|da|a)?sh(?:\s+(?:-[a-z]+|pipefail|errexit|nounset))*\s*$/.test(alone))
    return undefined;
  return parseScript(instruction, span, alone, 'sh', false).commands[0];
}

/**
 * The source of a span as the shell would read it, at equal length: comment lines and blank lines inside continuations
 * become blanks, and each continuation ends in backslash and newline whatever escape character and line end are used.
 */
function shellText(instruction: Instruction, span: Span): string {
  const { source, line } = instruction;
  const text = source.text.slice(span.start, span.end);
  const firstHeredoc = instruction.heredocs[0]?.body.start ?? Number.POSITIVE_INFINITY;
  if (!text.includes('\n')) return text;
  const skipped = new Set<number>(line.emptyLines);
  for (const comment of line.comments) skipped.add(source.lineAt(comment.start));
  let out = '';
  for (let number = source.lineAt(span.start); number <= source.lineAt(span.end); number++) {
    const from = Math.max(source.lineStart(number), span.start);
    const next = Math.min(source.lineStart(number + 1), span.end);
    const piece = source.text.slice(from, next);
    const isLast = next >= span.end;
    if (from >= firstHeredoc) out += piece.replace(/\r(?=\n)/, ' ');
    else if (skipped.has(number)) out += isLast ? ' '.repeat(piece.length) : joinLine(' '.repeat(piece.length), '');
    else if (isLast || next >= firstHeredoc) out += piece.replace(/\r(?=\n)/, ' ');
    else out += joinLine(piece, instruction.file.escape);
  }
  return out;
}

/** Puts backslash and newline at the end of a continued line, in place of its escape character, blanks and line end. */
function joinLine(piece: string, escape: string): string {
  const body = escape === '' ? '' : piece.slice(0, piece.lastIndexOf(escape));
  const length = piece.length - body.length;
  return length >= 2 ? `${body}${' '.repeat(length - 2)}\\\n` : `${body}${' '.repeat(length)}`;
}

/** A build stage: from its FROM to the next. */
export class Stage {
  readonly file: Dockerfile;
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: Instruction[] = [];
  #image: ImageParts | undefined;
  #imageText: { text: string | undefined } | undefined;
  #base: { stage: Stage | undefined } | undefined;
  #lineage: readonly Stage[] | undefined;
  #root: Stage | undefined;

  constructor(file: Dockerfile, index: number, from: Instruction) {
    this.file = file;
    this.index = index;
    this.from = from;
  }

  /** The word behind AS. */
  get name(): Word | undefined {
    const { args } = this.from;
    return args[1]?.text.toUpperCase() === 'AS' ? args[2] : undefined;
  }

  /** The image word of FROM, as written. */
  get imageWord(): Word | undefined {
    return this.from.args[0];
  }

  get image(): ImageParts | undefined {
    if (!this.#image && this.imageWord) this.#image = readImage(this.imageWord);
    return this.#image;
  }

  /** The image or stage with variables resolved by their defaults; undefined where a value is unknown. */
  get imageText(): string | undefined {
    this.#imageText ??= { text: this.imageWord && this.file.expand(this.imageWord.text, this.from) };
    return this.#imageText.text;
  }

  /** The earlier stage that this one builds on. */
  get base(): Stage | undefined {
    if (!this.#base) {
      const text = this.imageText;
      this.#base = { stage: text === undefined ? undefined : this.file.stageNamed(text, this.index) };
    }
    return this.#base.stage;
  }

  /** Whether the image is one of Windows, as far as its name tells: its default shell is `cmd`. */
  get isWindows(): boolean {
    const { root } = this;
    if (/^windows\b/i.test(root.from.flag('platform')?.value ?? '')) return true;
    const image = root.imageText ?? root.imageWord?.text ?? '';
    return /(?:^|[/-])(?:windows|(?:windows)?servercore|nanoserver)(?:[/:-]|$)|:[\w.-]*(?:windowsservercore|nanoserver)/.test(
      image,
    );
  }

  /** Whether the image is a distribution of Linux, as far as its name tells. */
  get isLinux(): boolean {
    const image = this.root.imageText ?? '';
    return /^(?:[\w.:/-]+\/)?(?:a(?:lma|mazon|rch)linux|alpine|busybox|centos|debian|fedora|(?:rocky|oracle)linux|ubuntu)(?:[:@]|$)/.test(
      image,
    );
  }

  get isScratch(): boolean {
    return this.imageText === 'scratch';
  }

  /** This stage and those it builds on, nearest first. Kept where it is short: thousands of stages in a chain have millions. */
  get lineage(): readonly Stage[] {
    if (this.#lineage) return this.#lineage;
    const lineage: Stage[] = [];
    for (let one: Stage | undefined = this; one; one = one.base) lineage.push(one);
    if (lineage.length <= 50) this.#lineage = lineage;
    return lineage;
  }

  /** Whether a stage is this one, or one that this one builds on. */
  descendsFrom(stage: Stage): boolean {
    let one: Stage | undefined = this;
    while (one && one.index > stage.index) one = one.base;
    return one === stage;
  }

  /** The stage that this one builds on in the end. */
  get root(): Stage {
    if (!this.#root) {
      let root: Stage = this;
      while (!root.#root && root.base) root = root.base;
      this.#root = root.#root ?? root;
    }
    return this.#root;
  }

  /** Every instruction of a keyword, ONBUILD's triggers left out. */
  all(...keywords: Keyword[]): Instruction[] {
    return this.instructions.filter((instruction) => instruction.is(...keywords));
  }

  /** The last instruction of a keyword: the one that takes effect for CMD, ENTRYPOINT, HEALTHCHECK, USER. */
  last(...keywords: Keyword[]): Instruction | undefined {
    return this.instructions.findLast((instruction) => instruction.is(...keywords));
  }
}

/** A variable that a stage knows at some line. */
export interface Definition {
  readonly name: string;
  readonly kind: 'ARG' | 'ENV';
  readonly instruction: Instruction;
  readonly pair: Pair;
}

/** A comment that names the shell of what follows it. */
interface ShellPragma {
  readonly program: string;
  /** The stage that it stands in; undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** The index of the instruction behind it. */
  readonly index: number;
  /** Whether it is for that instruction alone. */
  readonly single: boolean;
}

const shellPragma = /^#+\s*(hadolint|shellcheck)\s+shell\s*=\s*(\S+)/;

/** The whole model of a Dockerfile, built by {@link parse}. */
export class Dockerfile {
  readonly source: Source;
  readonly escape: string;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** In order; triggers of ONBUILD are behind `trigger`. */
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** What stands before the first FROM. */
  readonly globals: readonly Instruction[];
  #scopes: Map<Stage | undefined, Map<string, Definition[]>> | undefined;
  readonly #shells = new Map<Stage, Instruction | undefined>();
  #commands: Map<string, readonly Command[]> | undefined;
  #byKeyword: Map<string, Instruction[]> | undefined;
  #stagesByName: ReadonlyMap<string, readonly Stage[]> | undefined;
  #shellPragmas: readonly ShellPragma[] | undefined;

  constructor(text: string) {
    this.source = new Source(text);
    const { escape, directives, comments, lines } = scan(this.source);
    this.escape = escape;
    this.directives = directives;
    this.comments = comments;
    this.instructions = lines.map((line, index) => new Instruction(this, line, 0, index));
    const stages: Stage[] = [];
    const globals: Instruction[] = [];
    for (const instruction of this.instructions) {
      if (instruction.is('FROM')) stages.push(new Stage(this, stages.length, instruction));
      const stage = stages.at(-1);
      instruction.stage = stage;
      (stage ? stage.instructions : globals).push(instruction);
    }
    this.stages = stages;
    this.globals = globals;
  }

  get text(): string {
    return this.source.text;
  }

  range(start: number, end: number): Range {
    return this.source.range(start, end);
  }

  directive(name: 'syntax' | 'escape' | 'check'): Directive | undefined {
    return this.directives.find((directive) => directive.name === name);
  }

  /** Whether `# syntax=` names a frontend that is not Docker's own: its instructions and flags are unknown to us. */
  get usesOtherFrontend(): boolean {
    const image = this.directive('syntax')?.value.text;
    return (
      image !== undefined &&
      !/^(?:docker\.io\/|index\.docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@].*)?$/i.test(image)
    );
  }

  /** The stage that a plain build makes the image of: the last one. */
  get finalStage(): Stage | undefined {
    return this.stages.at(-1);
  }

  /** Every instruction of a keyword, in order, ONBUILD's triggers included where `triggers` is set. */
  all(keyword: Keyword): readonly Instruction[] {
    if (!this.#byKeyword) {
      this.#byKeyword = new Map();
      for (const instruction of this.instructions) {
        for (let one: Instruction | undefined = instruction; one; one = one.trigger) {
          const list = this.#byKeyword.get(one.keyword);
          if (list) list.push(one);
          else this.#byKeyword.set(one.keyword, [one]);
        }
      }
    }
    return this.#byKeyword.get(keyword) ?? [];
  }

  /** The stage with a name (any case) before a stage index, the nearest first as the builder finds it. */
  stageNamed(name: string, before = this.stages.length): Stage | undefined {
    this.#stagesByName ??= groupByName(this.stages);
    return this.#stagesByName.get(name.toLowerCase())?.findLast(({ index }) => index < before);
  }

  /** The instruction that holds an offset, its heredocs and inner comments included. */
  instructionAt(offset: number): Instruction | undefined {
    const line = this.source.lineAt(offset);
    let low = 0;
    let high = this.instructions.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const instruction = this.instructions[middle] as Instruction;
      if (line < instruction.line.firstLine) high = middle - 1;
      else if (line > instruction.line.lastLine) low = middle + 1;
      else return instruction;
    }
    return undefined;
  }

  /** The commands of a program in every RUN (triggers of ONBUILD too), in order. */
  commands(program: string): readonly Command[] {
    return this.#commandIndex.get(program) ?? [];
  }

  /** The programs that RUNs call, each once, by name without folder. */
  get programs(): readonly string[] {
    return [...this.#commandIndex.keys()];
  }

  get #commandIndex(): ReadonlyMap<string, readonly Command[]> {
    if (!this.#commands) {
      const found = new Map<string, Command[]>();
      for (const run of this.all('RUN')) {
        for (const command of run.script?.commands ?? []) {
          const list = found.get(command.program);
          if (list) list.push(command);
          else found.set(command.program, [command]);
        }
      }
      this.#commands = found;
    }
    return this.#commands;
  }

  /**
   * The language of the shell that runs shell forms at an instruction: by the last SHELL or `# hadolint shell=…`,
   * through base stages; `# shellcheck shell=…` above an instruction is for that one alone.
   */
  shellAt(instruction: Instruction): ShellLanguage {
    const program = this.shellProgram(instruction);
    if (program !== undefined) return shellLanguage(program);
    const { stage } = instruction;
    return stage?.isWindows || (this.escape === '`' && !stage?.isLinux) ? 'cmd' : 'sh';
  }

  /** The program that SHELL or a comment names for an instruction; undefined for the default shell of the base image. */
  shellProgram(instruction: Instruction): string | undefined {
    const shell = this.shellInstruction(instruction);
    const pragma = this.#shellPragma(instruction, shell);
    return pragma ?? shell?.args[0]?.text;
  }

  /** What a comment says of the shell, unless a SHELL behind it says something else. */
  #shellPragma(instruction: Instruction, shell: Instruction | undefined): string | undefined {
    this.#shellPragmas ??= readShellPragmas(this);
    if (this.#shellPragmas.length === 0) return undefined;
    for (const stage of [...(instruction.stage?.lineage ?? []), undefined]) {
      const found = this.#shellPragmas.findLast(
        (pragma) => pragma.stage === stage && pragma.index <= instruction.index && covers(pragma, instruction),
      );
      if (shell?.stage === stage && shell && (!found || found.index <= shell.index)) return undefined;
      if (found) return found.program;
    }
    return undefined;
  }

  /** The SHELL instruction in force at an instruction; undefined for the default shell of the base image. */
  shellInstruction(instruction: Instruction): Instruction | undefined {
    const { stage, index } = instruction;
    const shells = this.all('SHELL');
    if (shells.length === 0) return undefined;
    const own = shells.findLast((one) => one.stage === stage && one.index < index && !one.outer);
    return own ?? (stage?.base && this.#lastShell(stage.base));
  }

  /** The SHELL in force at the end of a stage. */
  #lastShell(stage: Stage): Instruction | undefined {
    const unknown: Stage[] = [];
    let shell: Instruction | undefined;
    for (let one: Stage | undefined = stage; one && !shell; one = one.base) {
      if (this.#shells.has(one)) {
        shell = this.#shells.get(one);
        break;
      }
      unknown.push(one);
      shell = one.last('SHELL');
    }
    for (const one of unknown) this.#shells.set(one, shell);
    return shell;
  }

  /** Every definition of a variable in a stage (or, for undefined, before the first FROM), in order. */
  definitions(stage: Stage | undefined, name: string): readonly Definition[] {
    this.#scopes ??= new Map();
    let scope = this.#scopes.get(stage);
    if (!scope) {
      scope = readScope(stage ? stage.instructions : this.globals);
      this.#scopes.set(stage, scope);
    }
    return scope.get(name) ?? [];
  }

  /** The names that a stage (or the part before the first FROM) defines, with their definitions. */
  scope(stage: Stage | undefined): ReadonlyMap<string, readonly Definition[]> {
    this.definitions(stage, '');
    return (this.#scopes as Map<Stage | undefined, Map<string, Definition[]>>).get(stage) as Map<string, Definition[]>;
  }

  /**
   * The definition of a variable that is in force just before an instruction. The later of ARG and ENV wins, but an
   * ARG without any value leaves an ENV as it is; both are inherited from a stage that this one builds on. For FROM
   * and what stands before the first FROM: the global ARGs.
   */
  definition(name: string, at: Instruction): Definition | undefined {
    if (at.is('FROM') || !at.stage) {
      return this.definitions(undefined, name).findLast((one) => at.stage || one.instruction.index < at.index);
    }
    let valueless: Definition | undefined;
    for (const stage of at.stage.lineage) {
      const known = this.definitions(stage, name);
      for (let i = known.length - 1; i >= 0; i--) {
        const one = known[i] as Definition;
        if (stage === at.stage && one.instruction.index >= at.index) continue;
        if (one.kind === 'ENV' || one.pair.value || this.#globalValue(name)) return one;
        valueless ??= one;
      }
    }
    return valueless;
  }

  /** The global ARG that gives a stage's `ARG NAME` its value. */
  #globalValue(name: string): Definition | undefined {
    return this.definitions(undefined, name).findLast((one) => one.pair.value);
  }

  /**
   * The value of a variable just before an instruction: a text, null where nothing sets it, undefined where only the
   * build knows (a base image's ENV, a platform argument, an ARG that has no default here).
   */
  value(name: string, at: Instruction): string | null | undefined {
    return this.#value(name, at, 0);
  }

  #value(name: string, at: Instruction, depth: number): string | null | undefined {
    if (depth > 50) return undefined;
    const definition = this.definition(name, at);
    if (!definition) return (at.is('FROM') || !at.stage) && !isPlatformArg(name) ? null : undefined;
    const { pair, instruction } = definition;
    if (pair.value) return expand(pair.value.text, this.escape, (inner) => this.#value(inner, instruction, depth + 1));
    if (definition.kind === 'ENV') return '';
    const global = instruction.stage ? this.#globalValue(name) : undefined;
    if (!global?.pair.value) return undefined;
    const from = global.instruction;
    return expand(global.pair.value.text, this.escape, (inner) => this.#value(inner, from, depth + 1));
  }

  /** A text with variables put in as at an instruction; undefined where one is unknown. */
  expand(text: string, at: Instruction): string | undefined {
    return expand(text, this.escape, (name) => this.value(name, at));
  }
}

/** `# hadolint shell=…` and `# shellcheck shell=…` between instructions; inside one they are its script's. */
function readShellPragmas(file: Dockerfile): ShellPragma[] {
  const found: ShellPragma[] = [];
  for (const comment of file.comments) {
    const [, tool, program] = shellPragma.exec(comment.raw) ?? [];
    if (!program) continue;
    const line = file.source.lineAt(comment.start);
    const index = file.instructions.findIndex((instruction) => instruction.line.lastLine >= line);
    const next = file.instructions[index];
    if (!next || next.line.firstLine <= line) continue;
    const before = file.instructions[index - 1];
    found.push({ program, stage: before?.stage, index, single: tool === 'shellcheck' && before?.stage !== undefined });
  }
  return found;
}

function covers(pragma: ShellPragma, instruction: Instruction): boolean {
  return !pragma.single || pragma.index === instruction.index;
}

function readScope(instructions: readonly Instruction[]): Map<string, Definition[]> {
  const scope = new Map<string, Definition[]>();
  for (const instruction of instructions) {
    if (!instruction.is('ARG', 'ENV')) continue;
    for (const pair of instruction.pairs) {
      const name = pair.key.text.replace(/["']/g, '');
      const definition: Definition = { name, kind: instruction.is('ARG') ? 'ARG' : 'ENV', instruction, pair };
      const list = scope.get(name);
      if (list) list.push(definition);
      else scope.set(name, [definition]);
    }
  }
  return scope;
}

function groupByName(stages: readonly Stage[]): Map<string, Stage[]> {
  const groups = new Map<string, Stage[]>();
  for (const stage of stages) {
    const name = stage.name?.text.toLowerCase();
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(stage);
    else groups.set(name, [stage]);
  }
  return groups;
}

/** Parses any text; never fails. The result is immutable and depends on the text alone. */
export function parse(text: string): Dockerfile {
  return new Dockerfile(text);
}

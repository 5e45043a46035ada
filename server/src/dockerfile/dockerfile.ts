import type { Range } from 'vscode-languageserver-types';
import { expand } from './expand.ts';
import type { Keyword } from './grammar.ts';
import { Instruction } from './instruction.ts';
import { type Comment, type Directive, scan } from './scanner.ts';
import type { Command, ShellLanguage } from './shell.ts';
import { Shells } from './shells.ts';
import { Source } from './source.ts';
import { Stage } from './stage.ts';
import { type Definition, Variables } from './variables.ts';

export { Instruction, type VariableUse } from './instruction.ts';
export { Stage } from './stage.ts';
export type { Definition } from './variables.ts';

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
  readonly #variables: Variables;
  readonly #shells: Shells;
  #commands: Map<string, readonly Command[]> | undefined;
  #byKeyword: Map<string, Instruction[]> | undefined;
  #stagesByName: ReadonlyMap<string, readonly Stage[]> | undefined;

  /** `part`: shares everything with a whole file but for the instructions, see {@link only}. */
  constructor(text: string, part?: { readonly whole: Dockerfile; readonly instructions: readonly Instruction[] }) {
    if (part) {
      const { whole, instructions } = part;
      this.source = whole.source;
      this.escape = whole.escape;
      this.directives = whole.directives;
      this.comments = whole.comments;
      this.stages = whole.stages;
      this.globals = whole.globals;
      this.#variables = whole.#variables;
      this.#shells = whole.#shells;
      this.instructions = instructions;
      return;
    }
    this.#variables = new Variables(this);
    this.#shells = new Shells(this);
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

  /**
   * The same file with some of its instructions only, in order: `instructions`, `instructionAt`, `all`, `commands` and
   * `programs` know no others. Stages and variables are those of the whole file, and so is `file` of each instruction.
   */
  only(instructions: readonly Instruction[]): Dockerfile {
    return new Dockerfile('', { whole: this, instructions });
  }

  /** The same file with those RUNs only (triggers of ONBUILD too) that pass a test, made before their scripts are read. */
  runsWhere(test: (run: Instruction) => boolean): Dockerfile {
    return this.only(this.instructions.filter((one) => one.is('RUN', 'ONBUILD') && test(one)));
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

  /** Whether a comment names the shell of what follows it. */
  get namesShells(): boolean {
    return this.#shells.hasPragmas;
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

  /** The stages whose FROM is among the instructions: all of them, but for a part, see {@link only}. */
  get ownStages(): readonly Stage[] {
    return this.all('FROM').flatMap((from) => (from.stage?.from === from ? [from.stage] : []));
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
    return this.#shells.languageAt(instruction);
  }

  /** The program that SHELL or a comment names for an instruction; undefined for the default shell of the base image. */
  shellProgram(instruction: Instruction): string | undefined {
    return this.#shells.programAt(instruction);
  }

  /** The SHELL instruction in force at an instruction; undefined for the default shell of the base image. */
  shellInstruction(instruction: Instruction): Instruction | undefined {
    return this.#shells.instructionAt(instruction);
  }

  /** Every definition of a variable in a stage (or, for undefined, before the first FROM), in order. */
  definitions(stage: Stage | undefined, name: string): readonly Definition[] {
    return this.#variables.definitions(stage, name);
  }

  /** The names that a stage (or the part before the first FROM) defines, with their definitions. */
  scope(stage: Stage | undefined): ReadonlyMap<string, readonly Definition[]> {
    return this.#variables.scope(stage);
  }

  /** The definition of a variable that is in force just before an instruction. */
  definition(name: string, at: Instruction): Definition | undefined {
    return this.#variables.definition(name, at);
  }

  /**
   * The value of a variable just before an instruction: a text, null where nothing sets it, undefined where only the
   * build knows (a base image's ENV, a platform argument, an ARG that has no default here).
   */
  value(name: string, at: Instruction): string | null | undefined {
    return this.#variables.value(name, at);
  }

  /** A text with variables put in as at an instruction; undefined where one is unknown. */
  expand(text: string, at: Instruction): string | undefined {
    return expand(text, this.escape, (name) => this.value(name, at));
  }
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

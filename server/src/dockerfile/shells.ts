import type { Dockerfile } from './dockerfile.ts';
import type { Instruction } from './instruction.ts';
import { type ShellLanguage, shellLanguage } from './shell.ts';
import type { Stage } from './stage.ts';

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

/** Which shell runs shell forms, line by line: by SHELL, by comments that name one, by the base image. */
export class Shells {
  readonly #file: Dockerfile;
  #pragmas: readonly ShellPragma[] | undefined;
  /** The SHELL in force at the end of each stage that was asked for. */
  readonly #atEnds = new Map<Stage, Instruction | undefined>();

  constructor(file: Dockerfile) {
    this.#file = file;
  }

  get hasPragmas(): boolean {
    return this.#allPragmas.length > 0;
  }

  get #allPragmas(): readonly ShellPragma[] {
    this.#pragmas ??= readShellPragmas(this.#file);
    return this.#pragmas;
  }

  /** The language at an instruction. */
  languageAt(instruction: Instruction): ShellLanguage {
    const program = this.programAt(instruction);
    if (program !== undefined) return shellLanguage(program);
    const { stage } = instruction;
    return stage?.isWindows || (this.#file.escape === '`' && !stage?.isLinux) ? 'cmd' : 'sh';
  }

  /** The program that SHELL or a comment names for an instruction; undefined for the default shell of the base image. */
  programAt(instruction: Instruction): string | undefined {
    const shell = this.instructionAt(instruction);
    const pragma = this.#pragmaAt(instruction, shell);
    return pragma ?? shell?.args[0]?.text;
  }

  /** What a comment says of the shell, unless a SHELL behind it says something else. */
  #pragmaAt(instruction: Instruction, shell: Instruction | undefined): string | undefined {
    const pragmas = this.#allPragmas;
    if (pragmas.length === 0) return undefined;
    for (const stage of [...(instruction.stage?.lineage ?? []), undefined]) {
      const found = pragmas.findLast(
        (pragma) => pragma.stage === stage && pragma.index <= instruction.index && covers(pragma, instruction),
      );
      if (shell?.stage === stage && shell && (!found || found.index <= shell.index)) return undefined;
      if (found) return found.program;
    }
    return undefined;
  }

  /** The SHELL instruction in force at an instruction; undefined for the default shell of the base image. */
  instructionAt(instruction: Instruction): Instruction | undefined {
    const { stage, index } = instruction;
    const shells = this.#file.all('SHELL');
    if (shells.length === 0) return undefined;
    const own = shells.findLast((one) => one.stage === stage && one.index < index && !one.outer);
    return own ?? (stage && triggeredShell(stage)) ?? (stage?.base && this.#lastShell(stage.base));
  }

  /** The SHELL in force at the end of a stage. */
  #lastShell(stage: Stage): Instruction | undefined {
    const unknown: Stage[] = [];
    let shell: Instruction | undefined;
    for (let one: Stage | undefined = stage; one && !shell; one = one.base) {
      if (this.#atEnds.has(one)) {
        shell = this.#atEnds.get(one);
        break;
      }
      unknown.push(one);
      shell = one.last('SHELL') ?? triggeredShell(one);
    }
    for (const one of unknown) this.#atEnds.set(one, shell);
    return shell;
  }
}

/** The SHELL that a stage begins with, because the stage below has it behind ONBUILD. */
function triggeredShell(stage: Stage): Instruction | undefined {
  return stage.triggers.findLast((trigger) => trigger.is('SHELL'));
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

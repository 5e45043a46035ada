import type { Command as CommandNode, Pipeline, Redirection, Word as WordNode, WordPart } from 'unbash';
import type { Instruction } from './dockerfile.ts';
import { type Source, Span, Word } from './source.ts';

/** A word of a shell script. `text` is its value with quotes off (expansions stay as written), `raw` what stands there. */
export class ShellWord extends Word {
  declare readonly node: WordNode;

  constructor(source: Source, node: WordNode, base: number) {
    super(source, node.value, node.pos + base, node.end + base);
    this.node = node;
  }

  /** Whether the value is plain text: no variable, command substitution or pattern in it. */
  get isLiteral(): boolean {
    return (this.node.parts ?? []).every(
      (part) =>
        part.type === 'Literal' ||
        part.type === 'SingleQuoted' ||
        (part.type === 'DoubleQuoted' && part.parts.every((inner) => inner.type === 'Literal')),
    );
  }

  /** The value with every expansion as `${}`: what can be told of it without running the script. */
  get outline(): string {
    return this.node.parts ? this.node.parts.map(outlineOf).join('') : this.text;
  }

  get isFlag(): boolean {
    return this.text.startsWith('-') && this.text !== '-' && this.text !== '--';
  }
}

function outlineOf(part: WordPart): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map(outlineOf).join('');
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return part.text;
    default:
      return '${}';
  }
}

/** Where a command stands in its script. */
export interface Place {
  /** Whether it stands at the top level: not inside if, for, a subshell, a substitution … */
  readonly topLevel: boolean;
  /** The pipeline that the command is a part of, where there is one. */
  readonly pipeline?: Pipeline | undefined;
  /** The operator before it: nothing for the first of a script or a block. */
  readonly after?: '&&' | '||' | ';' | '|' | undefined;
}

/** A simple command: a name, its words, and where it stands in the script. Words are read on first use. */
export class Command extends Span implements Place {
  declare readonly node: CommandNode;
  /** The instruction whose script it is in. */
  declare readonly instruction: Instruction;
  declare readonly name: ShellWord;
  /** The name without its folder: `apt-get` for `/usr/bin/apt-get`. */
  declare readonly program: string;
  declare readonly topLevel: boolean;
  declare readonly pipeline: Pipeline | undefined;
  declare readonly after: Place['after'];
  /** The index among all commands of the script. */
  declare readonly index: number;
  /** Whether it is a JSON form: words are JSON strings, and their spans have the quotes. */
  declare readonly isExec: boolean;
  readonly #base: number;
  #args: readonly ShellWord[] | undefined;

  constructor(
    instruction: Instruction,
    node: CommandNode,
    name: WordNode,
    base: number,
    place: Place & { readonly isExec?: boolean },
    index: number,
  ) {
    super(instruction.source, node.pos + base, node.end + base);
    this.node = node;
    this.instruction = instruction;
    this.name = new ShellWord(instruction.source, name, base);
    this.program = this.name.text.slice(this.name.text.lastIndexOf('/') + 1);
    this.topLevel = place.topLevel;
    this.pipeline = place.pipeline;
    this.after = place.after;
    this.index = index;
    this.isExec = place.isExec ?? false;
    this.#base = base;
  }

  /** Every word behind the name, flags too. */
  get args(): readonly ShellWord[] {
    this.#args ??= this.node.args.map(
      (arg) => new ShellWord(this.source, arg.type === 'Word' ? arg : assignmentAsWord(arg), this.#base),
    );
    return this.#args;
  }

  /** `NAME=value` before the command, as written. */
  get assignments(): readonly { readonly name: string; readonly word: Word }[] {
    return this.node.prefix.flatMap((part) =>
      part.type === 'Assignment'
        ? [{ name: part.name, word: new Word(this.source, part.text, part.pos + this.#base, part.end + this.#base) }]
        : [],
    );
  }

  get redirects(): readonly Redirection[] {
    return this.node.redirects;
  }

  /** The words that are no flags: sub-command first, then operands. Values of flags are not told apart. */
  get operands(): readonly ShellWord[] {
    return this.args.filter((arg) => !arg.isFlag);
  }

  /** The first word that is one of the flags: `-y`, `--yes` (also `--yes=…`), and `y` inside `-qy`. */
  flag(...names: string[]): ShellWord | undefined {
    return this.args.find((arg) => {
      if (!arg.isFlag) return false;
      if (arg.text.startsWith('--')) return names.includes(arg.text.split('=', 1)[0] as string);
      if (names.includes(arg.text)) return true;
      return names.some(
        (name) => name.length === 2 && arg.text.slice(1).includes(name[1] as string) && /^-[A-Za-z]+$/.test(arg.text),
      );
    });
  }
}

function assignmentAsWord(node: { text: string; pos: number; end: number }): WordNode {
  return { type: 'Word', text: node.text, value: node.text.replace(/["']/g, ''), pos: node.pos, end: node.end };
}

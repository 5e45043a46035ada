import { type Command, forEachChild, type SyntaxNode } from 'unbash';
import type { Instruction } from './dockerfile.ts';
import { Memo } from './memo.ts';
import type { Script } from './shell.ts';
import { Span } from './source.ts';

/** A place in a script that means a variable of the script's environment, exactly its name. */
export interface ShellName {
  readonly name: string;
  readonly span: Span;
  /** Whether the script sets it there; it may still have the value from outside behind it. */
  readonly isWrite: boolean;
}

/** Whether a script has surely set a variable itself, or has where some branch was taken. */
type Knowledge = 'maybe' | 'yes';

interface Read {
  readonly name: string;
  readonly pos: number;
  readonly end: number;
  readonly known: Knowledge | undefined;
}

const none: readonly ShellName[] = [];
const found = new Memo<Script, readonly ShellName[]>();
const identifier = /^[A-Za-z_]\w*$/;
const declarers = new Set(['export', 'readonly', 'declare', 'typeset', 'local']);
const locals = new Set(['local', 'declare', 'typeset']);
const readers = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset']);

/**
 * The variables of the environment that an instruction's script reads: not those that it has set itself before. Where
 * it sets one only in some branch and reads it afterwards, both are one variable, and every place of it is told.
 */
export function shellNames(instruction: Instruction): readonly ShellName[] {
  const { script } = instruction;
  if (!script) return none;
  let names = found.get(script);
  if (!names) {
    names = script.tree ? readTree(instruction, script) : readWindows(instruction, script);
    found.set(script, names);
  }
  return names;
}

/** `$env:NAME` of PowerShell and `%NAME%` of cmd. */
function readWindows(instruction: Instruction, { language, span }: Script): readonly ShellName[] {
  const pattern =
    language === 'powershell' ? /(\$\{?env:)(\w+)/gi : language === 'cmd' ? /(%)([A-Za-z_]\w*)%/g : undefined;
  if (!pattern) return none;
  return [...span.raw.matchAll(pattern)].map(({ index, 1: before = '', 2: name = '' }) => {
    const start = span.start + index + before.length;
    return { name, span: new Span(instruction.source, start, start + name.length), isWrite: false };
  });
}

function readTree(instruction: Instruction, script: Script): readonly ShellName[] {
  const { raw } = script.span;
  if (!script.tree || !/[$]|\b(?:export|unset|readonly)\b/.test(raw)) return none;
  const walk = new Walk();
  walk.visit(script.tree);
  const mixed = new Set(walk.reads.flatMap(({ name, known }) => (known === 'maybe' ? [name] : [])));
  const reads = walk.reads.filter(({ name, known }) => known === undefined || mixed.has(name));
  const writes = walk.writes.filter(({ name }) => mixed.has(name));
  const toName =
    (isWrite: boolean) =>
    ({ name, pos, end }: Omit<Read, 'known'>): ShellName => ({
      name,
      span: new Span(instruction.source, pos + script.base, end + script.base),
      isWrite,
    });
  return [...reads.map(toName(false)), ...writes.map(toName(true))];
}

/** Follows a script in order, with what it has set so far. */
class Walk {
  readonly reads: Read[] = [];
  readonly writes: Omit<Read, 'known'>[] = [];
  #state: ReadonlyMap<string, Knowledge> = new Map();
  /** The state, where nobody else has kept it: most scripts set nothing, and need no copies. */
  #own: Map<string, Knowledge> | undefined;
  /** The names that the function around has declared for itself. */
  #locals: Set<string> | undefined;

  visit(node: SyntaxNode): void {
    switch (node.type) {
      case 'Statement':
        if (node.background) this.#apart(() => this.visit(node.command));
        else this.visit(node.command);
        break;
      case 'AndOr':
        this.#andOr(node.commands, node.operators);
        break;
      case 'Pipeline':
        for (const command of node.commands) {
          if (node.commands.length > 1) this.#apart(() => this.visit(command));
          else this.visit(command);
        }
        break;
      case 'Subshell':
        this.#apart(() => this.#children(node));
        break;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticCommandExpansion':
        // Positions in a script that owns its source (escaped backticks) do not map to the document.
        if (node.script && node.script.source === undefined) this.#apart(() => this.#children(node));
        break;
      case 'If':
        this.visit(node.clause);
        this.#branches([node.then, ...node.elif, ...(node.else ? [node.else] : [])], node.else !== undefined);
        break;
      case 'Case':
        this.visit(node.word);
        this.#branches(node.items, false);
        break;
      case 'Function':
        this.#function(node.body);
        break;
      case 'While':
      case 'ArithmeticFor':
        this.#loop(node);
        break;
      case 'For':
      case 'Select':
        for (const word of node.wordlist ?? []) this.visit(word);
        this.#write(node.name.value, node.name.pos, node.name.end);
        this.#loop(node.body);
        break;
      case 'Command':
        this.#command(node);
        break;
      case 'Assignment':
        this.#assignment(node);
        break;
      case 'SimpleExpansion':
        this.#read(node.text.slice(1), node.pos + 1, node.end);
        break;
      case 'ParameterExpansion':
        this.#parameter(node);
        break;
      case 'ArithmeticBinary':
        this.#children(node);
        if (/^[^=!<>]*=$/.test(node.operator)) this.#arithmeticWrite(node.left);
        break;
      case 'ArithmeticUnary':
        this.#children(node);
        if (/^(?:\+\+|--)$/.test(node.operator)) this.#arithmeticWrite(node.operand);
        break;
      case 'ArithmeticWord':
        if (!node.parts) this.#read(node.value, node.pos, node.end);
        this.#children(node);
        break;
      default:
        this.#children(node);
    }
  }

  #children(node: SyntaxNode): void {
    forEachChild(node, (child) => this.visit(child));
  }

  /** The state as it is now, whatever is set later. */
  #kept(): ReadonlyMap<string, Knowledge> {
    this.#own = undefined;
    return this.#state;
  }

  #goOn(state: ReadonlyMap<string, Knowledge>): void {
    this.#own = undefined;
    this.#state = state;
  }

  #set(name: string, known: Knowledge | undefined): void {
    this.#own ??= new Map(this.#state);
    this.#state = this.#own;
    if (known) this.#own.set(name, known);
    else this.#own.delete(name);
  }

  /** What runs in a shell of its own: nothing that it sets is seen outside. */
  #apart(run: () => void): void {
    const before = this.#kept();
    run();
    this.#goOn(before);
  }

  #andOr(commands: readonly SyntaxNode[], operators: readonly string[]): void {
    let afterFirst = this.#state;
    commands.forEach((command, i) => {
      const before = operators[i - 1] === '||' ? this.#kept() : undefined;
      this.visit(command);
      if (i === 0) afterFirst = this.#kept();
      else if (before) this.#goOn(joined([before, this.#state]));
    });
    this.#goOn(joined([afterFirst, this.#state]));
  }

  /** Exactly one of several parts is run, or, where they are not complete, none. */
  #branches(parts: readonly SyntaxNode[], isComplete: boolean): void {
    const before = this.#kept();
    const ends = isComplete ? [] : [before];
    for (const part of parts) {
      this.#goOn(before);
      if (part.type === 'Elif' || part.type === 'CaseItem') this.#children(part);
      else this.visit(part);
      ends.push(this.#state);
    }
    this.#goOn(joined(ends));
  }

  /** What a function declares for itself is not seen outside; whether anyone calls it is not asked. */
  #function(body: SyntaxNode): void {
    const before = this.#kept();
    const outer = this.#locals;
    this.#locals = new Set();
    this.#branches([body], false);
    for (const name of this.#locals) this.#set(name, before.get(name));
    this.#locals = outer;
  }

  /** What a loop sets at its end is there at its beginning the next time round. */
  #loop(node: SyntaxNode): void {
    for (const name of assignedIn(node)) if (!this.#state.has(name)) this.#set(name, 'maybe');
    const before = this.#kept();
    this.#children(node);
    this.#goOn(joined([before, this.#state]));
  }

  #command(node: Command): void {
    const program = node.name?.value ?? '';
    if (node.name) {
      // `NAME=value program` sets it for that program alone.
      for (const part of node.prefix) this.#children(part);
      this.visit(node.name);
    } else for (const part of node.prefix) this.visit(part);
    for (const part of node.suffix) {
      if (part.type === 'Word' && declarers.has(program)) this.#declared(part, program);
      else if (part.type === 'Word' && readers.has(program)) this.#readInto(part, program);
      else this.visit(part);
      if (locals.has(program) && part.type === 'Assignment') this.#locals?.add(part.name);
    }
  }

  /** `export NAME` tells of the variable that is there, `local NAME` makes another one. */
  #declared(word: Extract<SyntaxNode, { type: 'Word' }>, program: string): void {
    if (!identifier.test(word.text)) this.visit(word);
    else if (program === 'export' || program === 'readonly') this.#read(word.text, word.pos, word.end);
    else {
      this.#write(word.text, word.pos, word.end);
      this.#locals?.add(word.text);
    }
  }

  #readInto(word: Extract<SyntaxNode, { type: 'Word' }>, program: string): void {
    if (identifier.test(word.text)) {
      if (program === 'unset') this.#read(word.text, word.pos, word.end);
      this.#write(word.text, word.pos, word.end);
    } else this.visit(word);
  }

  #assignment(node: Extract<SyntaxNode, { type: 'Assignment' }>): void {
    this.#children(node);
    const end = node.pos + node.name.length;
    if (!node.append) this.#write(node.name, node.pos, end);
    else if (this.#state.get(node.name) !== 'yes') {
      this.#set(node.name, 'maybe');
      this.#read(node.name, node.pos, end);
    }
  }

  #parameter(node: Extract<SyntaxNode, { type: 'ParameterExpansion' }>): void {
    this.#read(node.parameter, node.parameterPos, node.parameterEnd);
    this.#children(node);
    const sets = node.operation?.type === 'Default' && node.operation.operator.endsWith('=');
    if (sets && this.#state.get(node.parameter) !== 'yes') this.#set(node.parameter, 'maybe');
  }

  /** The place was read by then, so what follows is the same variable. */
  #arithmeticWrite(node: SyntaxNode): void {
    if (node.type !== 'ArithmeticWord' || this.#state.get(node.value) === 'yes') return;
    this.#set(node.value, 'maybe');
  }

  #read(name: string, pos: number, end: number): void {
    if (identifier.test(name)) this.reads.push({ name, pos, end, known: this.#state.get(name) });
  }

  #write(name: string, pos: number, end: number): void {
    if (!identifier.test(name)) return;
    this.writes.push({ name, pos, end });
    this.#set(name, 'yes');
  }
}

/** The names that are set anywhere below a node. */
function assignedIn(node: SyntaxNode, names = new Set<string>()): Set<string> {
  if (node.type === 'Assignment') names.add(node.name);
  else if (node.type === 'For' || node.type === 'Select') names.add(node.name.value);
  else if (node.type === 'Command' && (readers.has(node.name?.value ?? '') || declarers.has(node.name?.value ?? ''))) {
    for (const part of node.suffix) if (part.type === 'Word' && identifier.test(part.text)) names.add(part.text);
  }
  forEachChild(node, (child) => {
    assignedIn(child, names);
  });
  return names;
}

/** What is sure at the end of every way is sure, what is set at the end of some may be. */
function joined(ends: readonly ReadonlyMap<string, Knowledge>[]): ReadonlyMap<string, Knowledge> {
  const [first] = ends;
  if (first && ends.every((end) => end === first)) return first;
  const result = new Map<string, Knowledge>();
  for (const end of ends) {
    for (const name of end.keys()) {
      if (result.has(name)) continue;
      result.set(name, ends.every((other) => other.get(name) === 'yes') ? 'yes' : 'maybe');
    }
  }
  return result;
}

import type { Script } from '../dockerfile/shell.ts';
import { type ShellNode, type SyntaxNode, shellChildren } from '../dockerfile/shelltree.ts';

/** What is known of a variable's value: whether it is one word without blanks and patterns. */
type Plain = (name: string) => boolean;

/**
 * The expansions of variables whose value, as far as the script tells, may be no, several or other words. `wary` doubts
 * a value behind `&&` that is not the first link's, as ShellCheck does: `make && x=1 && echo $x`.
 */
export function splittable(script: Script, plainBefore: Plain, wary: boolean): ReadonlySet<SyntaxNode> {
  const follower = new Follower(plainBefore, wary);
  if (script.tree) follower.finish(script.tree);
  return follower.found;
}

/** What a variable holds: one plain word, nothing, or something else or unknown. */
type Value = 'plain' | 'empty' | 'other';
type State = Map<string, Value>;

/** Variables that the shell sets to a number or one word. */
const always = new Set(['?', '#', '$', '!', '-', 'LINENO', 'RANDOM', 'UID', 'EUID', 'PPID', 'SHLVL', 'SECONDS']);
for (const name of ['COLUMNS', 'LINES', 'OPTIND', 'HISTCMD', 'EPOCHSECONDS', 'SHELLOPTS']) always.add(name);

const declarations = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
const readers = new Set(['read', 'getopts', 'mapfile', 'readarray', 'unset']);
const enders = new Set(['exit', 'return', 'exec']);

/**
 * Follows the assignments of a script in the order in which they run. Branches are followed each on its own and put
 * together: a value is plain if it is on every way. Loops are gone through twice.
 */
class Follower {
  readonly found = new Set<SyntaxNode>();
  readonly #plainBefore: Plain;
  readonly #wary: boolean;
  readonly #functions = new Map<string, SyntaxNode>();
  readonly #called = new Set<string>();
  #state: State = new Map();
  #depth = 0;
  #trial = 0;

  constructor(plainBefore: Plain, wary: boolean) {
    this.#plainBefore = plainBefore;
    this.#wary = wary;
  }

  /** Follows a whole script, then the functions that it does not call. */
  finish(script: SyntaxNode): void {
    this.#run(script);
    for (const [name, body] of this.#functions) if (!this.#called.has(name)) this.#run(body);
  }

  #isPlain(name: string): boolean {
    return this.#valueOf(name) === 'plain';
  }

  #valueOf(name: string, state = this.#state): Value {
    return state.get(name) ?? (always.has(name) || this.#plainBefore(name) ? 'plain' : 'other');
  }

  /** Runs something without keeping what it assigns: a subshell. Tells what the state was at its end. */
  #apart(node: SyntaxNode): { state: State; ends: boolean } {
    const before = this.#state;
    this.#state = new Map(before);
    const ends = this.#run(node);
    const state = this.#state;
    this.#state = before;
    return { state, ends };
  }

  #merge(states: readonly State[]): void {
    const first = states[0];
    if (!first) return;
    const names = new Set(states.flatMap((state) => [...state.keys()]));
    this.#state = new Map(
      [...names].map((name) => {
        const values = states.map((state) => this.#valueOf(name, state));
        if (values.includes('other')) return [name, 'other'];
        return [name, values.includes('plain') ? 'plain' : 'empty'];
      }),
    );
  }

  /** Follows a node; true where the script ends in it. */
  #run(node: SyntaxNode): boolean {
    switch (node.type) {
      case 'Script':
      case 'CompoundList':
        return node.commands.some((statement) => this.#run(statement));
      case 'Statement':
        if (!node.background) return this.#run(node.command);
        this.#apart(node.command);
        return false;
      case 'AndOr':
        return this.#runChain(node);
      case 'Pipeline':
        if (node.commands.length === 1) return this.#run(node.commands[0] as SyntaxNode);
        for (const command of node.commands) this.#apart(command);
        return false;
      case 'Command':
        return this.#runCommand(node);
      case 'Redirected':
        for (const redirect of node.redirects) this.#read(redirect);
        return this.#run(node.command);
      case 'BraceGroup':
        return this.#run(node.body);
      case 'If':
        return this.#runIf(node);
      case 'Case':
        return this.#runCase(node);
      case 'For':
      case 'Select':
      case 'While':
      case 'ArithmeticFor':
        this.#runLoop(node);
        return false;
      case 'Function':
        this.#functions.set(node.name.value, node.body);
        return false;
      case 'Subshell':
        this.#apart(node.body);
        return false;
      default:
        this.#read(node);
        return false;
    }
  }

  /** `a && b || c`: it may stop behind each of them. */
  #runChain(node: ShellNode<'AndOr'>): boolean {
    const stops: State[] = [];
    let ends = false;
    for (const [i, command] of node.commands.entries()) {
      ends = this.#run(command);
      if (!ends) stops.push(new Map(this.#state));
      else if (i === 0) return true;
      else this.#state = new Map(stops.at(-1));
      if (this.#wary) this.#merge(stops);
    }
    this.#merge(stops);
    return false;
  }

  #runIf(node: ShellNode<'If'>): boolean {
    this.#run(node.clause);
    const branches = [this.#apart(node.then)];
    for (const branch of node.elif) {
      this.#run(branch.clause);
      branches.push(this.#apart(branch.then));
    }
    branches.push(node.else ? this.#apart(node.else) : { state: this.#state, ends: false });
    return this.#join(branches);
  }

  #runCase(node: ShellNode<'Case'>): boolean {
    this.#read(node.word);
    const branches = node.items.map((item) => this.#apart(item.body));
    const isTotal = node.items.some((item) => item.pattern.some(({ text }) => text === '*'));
    if (!isTotal) branches.push({ state: this.#state, ends: false });
    return this.#join(branches);
  }

  #join(branches: readonly { state: State; ends: boolean }[]): boolean {
    const open = branches.filter(({ ends }) => !ends);
    this.#merge(open.map(({ state }) => state));
    return open.length === 0;
  }

  #runLoop(node: ShellNode<'For' | 'Select' | 'While' | 'ArithmeticFor'>): void {
    const words = node.type === 'For' || node.type === 'Select' ? node.wordlist : undefined;
    for (const word of words ?? []) this.#read(word);
    const pass = (): void => {
      if (node.type === 'For' || node.type === 'Select') {
        const plain = words?.every((word) => !isExpanded(word) && this.#valueOfWord(word) === 'plain') ?? false;
        this.#state.set(node.name.value, plain ? 'plain' : 'other');
      }
      if (node.type === 'While') this.#run(node.clause);
      this.#run(node.body);
    };
    const before = new Map(this.#state);
    this.#trial++;
    pass();
    this.#trial--;
    this.#merge([before, this.#state]);
    pass();
    this.#merge([before, this.#state]);
  }

  #runCommand(node: ShellNode<'Command'>): boolean {
    for (const part of [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]) this.#read(part);
    const name = node.name?.value;
    if (name === undefined || declarations.has(name)) {
      for (const part of name === undefined ? node.prefix : node.suffix)
        if (part.type === 'Assignment') this.#assign(part);
      return false;
    }
    if (readers.has(name)) for (const arg of node.args) if (arg.type === 'Word') this.#state.set(arg.value, 'other');
    const body = this.#functions.get(name);
    if (body && this.#depth < 5) {
      this.#called.add(name);
      this.#depth++;
      this.#run(body);
      this.#depth--;
    }
    return enders.has(name);
  }

  #assign({ name, value, append }: ShellNode<'Assignment'>): void {
    const given = value.type === 'Word' ? this.#valueOfWord(value) : 'other';
    const before = append ? this.#valueOf(name) : 'empty';
    this.#state.set(name, given === 'empty' ? before : before === 'other' ? before : given);
  }

  /** Looks at the expansions of a word or redirection, and runs its command substitutions. */
  #read(node: SyntaxNode): void {
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') {
      if (node.script && node.script.source === undefined) this.#apart(node.script);
      return;
    }
    if (node.type === 'SimpleExpansion') {
      if (!this.#isPlain(node.text.slice(1)) && !this.#trial) this.found.add(node);
      return;
    }
    if (node.type === 'ParameterExpansion') {
      const operator = node.operation?.type === 'Default' ? node.operation.operator : '';
      const harmless = node.prefix === '#' || operator.endsWith('+');
      if (!harmless && !this.#isPlain(node.parameter) && !this.#trial) this.found.add(node);
      if (operator.endsWith('=')) this.#state.set(node.parameter, 'other');
    }
    for (const child of shellChildren(node)) this.#read(child);
  }

  #valueOfWord({ parts, text }: ShellNode<'Word'>): Value {
    if (text === '' || text === '""' || text === "''") return 'empty';
    const isPlain = parts ? parts.every((part) => this.#isPlainPart(part)) : !/[\s*?[]/.test(text);
    return isPlain ? 'plain' : 'other';
  }

  #isPlainPart(part: SyntaxNode): boolean {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return !/[\s*?[]/.test(part.value);
      case 'DoubleQuoted':
        return part.parts.every((inner) => this.#isPlainPart(inner));
      case 'SimpleExpansion':
        return this.#valueOf(part.text.slice(1)) !== 'other';
      case 'ParameterExpansion':
        return !part.operation && !part.prefix && !part.index && this.#valueOf(part.parameter) !== 'other';
      case 'ArithmeticExpansion':
        return true;
      default:
        return false;
    }
  }
}

/** Whether an unquoted value is taken apart in a word: `for x in $list`. */
function isExpanded({ parts }: ShellNode<'Word'>): boolean {
  return (parts ?? []).some(({ type }) => type === 'SimpleExpansion' || type === 'ParameterExpansion');
}

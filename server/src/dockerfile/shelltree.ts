import { forEachChild, type SyntaxNode } from 'unbash';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { Memo } from './memo.ts';
import type { Command, Script } from './shell.ts';
import { Span } from './source.ts';

export type { SyntaxNode } from 'unbash';

type NodesByType = { readonly [T in SyntaxNode['type']]: Extract<SyntaxNode, { type: T }> };

/** A node of type `T` of the shell's syntax tree. */
export type ShellNode<T extends SyntaxNode['type'] = SyntaxNode['type']> = NodesByType[T];

/** A node of a RUN's script, with its place in the document. */
export class ShellPlace<T extends SyntaxNode['type'] = SyntaxNode['type']> extends Span {
  readonly node: ShellNode<T>;
  readonly instruction: Instruction;
  readonly script: Script;
  /** The node around it; undefined for the script itself. */
  readonly parent: ShellPlace | undefined;

  constructor(node: ShellNode<T>, instruction: Instruction, script: Script, parent: ShellPlace | undefined) {
    super(instruction.source, node.pos + script.base, node.end + script.base);
    this.node = node;
    this.instruction = instruction;
    this.script = script;
    this.parent = parent;
  }

  /** A piece of the document by positions of the tree. */
  span(pos: number, end: number): Span {
    return new Span(this.source, pos + this.script.base, end + this.script.base);
  }

  /** The nearest node around it of one of the types. */
  within<P extends SyntaxNode['type']>(...types: P[]): ShellPlace<P> | undefined {
    for (let place: ShellPlace | undefined = this.parent; place; place = place.parent) {
      if ((types as string[]).includes(place.node.type)) return place as unknown as ShellPlace<P>;
    }
    return undefined;
  }
}

/** The nodes right below a node, in order. */
export function shellChildren(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/** The RUNs (triggers of ONBUILD too) whose script a POSIX shell reads: not PowerShell, not the `cmd` of a Windows image. */
export function* shellRuns(
  file: Dockerfile,
): Generator<{ readonly instruction: Instruction; readonly script: ParsedScript }> {
  for (const instruction of file.all('RUN')) {
    const { script } = instruction;
    if (isParsed(script)) yield { instruction, script };
  }
}

type ParsedScript = Script & { readonly tree: ShellNode<'Script'> };

function isParsed(script: Script | undefined): script is ParsedScript {
  return script?.tree !== undefined;
}

type Index = ReadonlyMap<SyntaxNode['type'], readonly ShellPlace[]>;

const placesByType = new Memo<Script, Index>();
const listsByType = new Memo<Dockerfile, Map<SyntaxNode['type'], readonly ShellPlace[]>>();

/**
 * Every node of a type in the scripts of all RUNs (triggers of ONBUILD too), in order. Each tree is walked once for all
 * rules. Scripts in PowerShell, cmd and unknown shells have no nodes.
 */
export function shellNodes<T extends SyntaxNode['type']>(file: Dockerfile, type: T): readonly ShellPlace<T>[] {
  const lists = listsByType.get(file) ?? new Map();
  listsByType.set(file, lists);
  let list: ShellPlace[] | undefined = lists.get(type);
  if (!list) {
    list = [];
    for (const { instruction, script } of shellRuns(file)) {
      for (const place of placesIn(instruction, script).get(type) ?? []) list.push(place);
    }
    lists.set(type, list);
  }
  return list as unknown as readonly ShellPlace<T>[];
}

function placesIn(instruction: Instruction, script: ParsedScript): Index {
  const known = placesByType.get(script);
  if (known) return known;
  const index = new Map<SyntaxNode['type'], ShellPlace[]>();
  const visit = (node: SyntaxNode, parent: ShellPlace | undefined): void => {
    const place: ShellPlace = new ShellPlace(node, instruction, script, parent);
    const list = index.get(node.type);
    if (list) list.push(place);
    else index.set(node.type, [place]);
    // A script that owns its source (escaped backticks) has positions of its own: they do not map to the document.
    if ('script' in node && node.script?.source !== undefined) return;
    forEachChild(node, (child) => visit(child, place));
  };
  visit(script.tree, undefined);
  placesByType.set(script, index);
  return index;
}

const commandsByNode = new Memo<Script, ReadonlyMap<SyntaxNode, Command>>();

/** The command of a node: its words, flags and program. Undefined where it has no name. */
export function commandAt(place: ShellPlace<'Command'>): Command | undefined {
  let commands = commandsByNode.get(place.script);
  if (!commands) {
    commands = new Map(place.script.commands.map((command) => [command.node, command]));
    commandsByNode.set(place.script, commands);
  }
  return commands.get(place.node);
}

/** A program that a RUN calls: the command, and where it stands in the tree. */
export interface ShellCall {
  readonly command: Command;
  readonly place: ShellPlace<'Command'>;
}

const calls = new Memo<Dockerfile, ReadonlyMap<string, readonly ShellCall[]>>();
const noCalls: readonly ShellCall[] = [];

/** The calls of a program (by its name without folder) in the scripts of all RUNs, in order. JSON forms have none. */
export function shellCalls(file: Dockerfile, program: string): readonly ShellCall[] {
  let index = calls.get(file);
  if (!index) {
    const found = new Map<string, ShellCall[]>();
    for (const place of shellNodes(file, 'Command')) {
      const command = commandAt(place);
      if (!command) continue;
      const list = found.get(command.program);
      if (list) list.push({ command, place });
      else found.set(command.program, [{ command, place }]);
    }
    index = found;
    calls.set(file, index);
  }
  return index.get(program) ?? noCalls;
}

import { forEachChild, type SyntaxNode } from 'unbash';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import type { Script } from './shell.ts';
import { Span } from './source.ts';

export type { SyntaxNode } from 'unbash';

/** A node of type `T` of the shell's syntax tree. */
export type ShellNode<T extends SyntaxNode['type'] = SyntaxNode['type']> = Extract<SyntaxNode, { type: T }>;

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

type Index = ReadonlyMap<SyntaxNode['type'], readonly ShellPlace[]>;

const indexes = new WeakMap<Dockerfile, Index>();
const nothing: readonly ShellPlace[] = [];

/**
 * Every node of a type in the scripts of all RUNs (triggers of ONBUILD too), in order. The trees of a file are walked
 * once for all rules. Scripts in PowerShell, cmd and unknown shells have no nodes.
 */
export function shellNodes<T extends SyntaxNode['type']>(file: Dockerfile, type: T): readonly ShellPlace<T>[] {
  let index = indexes.get(file);
  if (!index) {
    index = buildIndex(file);
    indexes.set(file, index);
  }
  return (index.get(type) ?? nothing) as unknown as readonly ShellPlace<T>[];
}

function buildIndex(file: Dockerfile): Index {
  const index = new Map<SyntaxNode['type'], ShellPlace[]>();
  for (const instruction of file.all('RUN')) {
    const { script } = instruction;
    if (!script?.tree) continue;
    const visit = (node: SyntaxNode, parent: ShellPlace | undefined): void => {
      const place: ShellPlace = new ShellPlace(node, instruction, script, parent);
      const list = index.get(node.type);
      if (list) list.push(place);
      else index.set(node.type, [place]);
      // A script that owns its source (escaped backticks) has positions of its own: they do not map to the document.
      if ('script' in node && node.script?.source !== undefined) return;
      forEachChild(node, (child) => visit(child, place));
    };
    visit(script.tree as SyntaxNode, undefined);
  }
  return index;
}

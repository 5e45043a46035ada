import type { Dockerfile } from './dockerfile.ts';
import { expand } from './expand.ts';
import { isPlatformArg } from './grammar.ts';
import type { Instruction } from './instruction.ts';
import type { Stage } from './stage.ts';
import type { Pair } from './words.ts';

/** A variable that a stage knows at some line. */
export interface Definition {
  readonly name: string;
  readonly kind: 'ARG' | 'ENV';
  readonly instruction: Instruction;
  readonly pair: Pair;
}

/** The variables of a file: who defines them, which definition is in force, and what they are worth. */
export class Variables {
  readonly #file: Dockerfile;
  readonly #scopes = new Map<Stage | undefined, ReadonlyMap<string, readonly Definition[]>>();

  constructor(file: Dockerfile) {
    this.#file = file;
  }

  /** Every definition of a variable in a stage (or, for undefined, before the first FROM), in order. */
  definitions(stage: Stage | undefined, name: string): readonly Definition[] {
    return this.scope(stage).get(name) ?? [];
  }

  /** The names that a stage, or a trigger for it, or the part before the first FROM defines, with their definitions. */
  scope(stage: Stage | undefined): ReadonlyMap<string, readonly Definition[]> {
    let scope = this.#scopes.get(stage);
    if (!scope) {
      scope = readScope(stage ? [...stage.triggers, ...stage.instructions] : this.#file.globals);
      this.#scopes.set(stage, scope);
    }
    return scope;
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
    // A trigger is run in the stage that builds on its own.
    const place = instruction.outer ? at : instruction;
    if (pair.value) return expand(pair.value.text, this.#file.escape, (inner) => this.#value(inner, place, depth + 1));
    if (definition.kind === 'ENV') return '';
    const global = instruction.stage ? this.#globalValue(name) : undefined;
    if (!global?.pair.value) return undefined;
    const from = global.instruction;
    return expand(global.pair.value.text, this.#file.escape, (inner) => this.#value(inner, from, depth + 1));
  }
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

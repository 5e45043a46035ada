import type { Range } from 'vscode-languageserver-types';
import { type Definition, type Instruction, parse, type Stage } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Inherited } from './inherited.ts';

/** One instruction on the way to an image. */
export interface Act {
  readonly instruction: Instruction;
  /** The line to show for it; absent where it is a trigger of the base image. */
  readonly range?: Range;
  /** A text of the instruction with variables put in; undefined where one is known only to the build. */
  expand(text: string): string | undefined;
}

/** What the builder does for one stage: first the triggers of what it builds on, then its own lines. */
export interface Leg {
  readonly stage: Stage;
  readonly acts: readonly Act[];
}

/** The PATH that the builder gives an image that has none. */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** All that the builder does from the base image up to the end of a stage, in order. */
export function courseOf(target: Stage, inherited: Inherited | undefined): Leg[] {
  const lineage = [...target.lineage].reverse();
  const triggers = inherited ? inheritedTriggers(inherited) : [];
  const isKnown = inherited !== undefined || lineage[0]?.isScratch === true;
  const known = isKnown ? new Known([...(inherited?.env ?? []), ...triggers.flatMap(valuesOf)]) : undefined;
  return lineage.map((stage, at) => {
    const above = lineage[at - 1];
    const own = stage.instructions.map((instruction) => toAct(instruction, instruction, known));
    return { stage, acts: [...(above ? triggersOf(above, stage, known) : triggers), ...own] };
  });
}

/** The ONBUILD lines of the base image, as if they were a Dockerfile. */
function inheritedTriggers({ onbuild, env }: Inherited): Act[] {
  const lines = onbuild.length > 0 ? parse(`FROM x\n${onbuild.join('\n')}\n`).finalStage?.instructions : undefined;
  const known = new Known([...env]);
  return (lines ?? [])
    .slice(1)
    .map((instruction) => ({ instruction, expand: toAct(instruction, instruction, known).expand }));
}

/** What the ONBUILD lines of a stage do at the beginning of one that builds on it. */
function triggersOf(above: Stage, stage: Stage, known: Known | undefined): Act[] {
  return above.instructions.flatMap((line) => {
    const { trigger } = line;
    return trigger ? [{ ...toAct(trigger, stage.instructions[1] ?? line, known), range: line.range }] : [];
  });
}

function toAct(instruction: Instruction, at: Instruction, known: Known | undefined): Act {
  const { file, range } = instruction;
  return { instruction, range, expand: (text) => (known ? known.expand(text, at) : file.expand(text, at)) };
}

function valuesOf({ instruction, expand: put }: Act): [string, string | undefined][] {
  if (!instruction.is('ENV')) return [];
  return instruction.pairs.map(({ key, value }) => [key.text, value ? put(value.text) : '']);
}

/** The variables of a file whose base image is known: what nobody sets is empty. */
class Known {
  readonly #inherited: ReadonlyMap<string, string | undefined>;
  readonly #values = new Map<Definition, string | undefined>();

  constructor(inherited: readonly (readonly [string, string | undefined])[]) {
    this.#inherited = new Map([['PATH', defaultPath], ...inherited]);
  }

  expand(text: string, at: Instruction): string | undefined {
    return expand(text, at.file.escape, (name) => this.#valueOf(name, at));
  }

  #valueOf(name: string, at: Instruction): string | null | undefined {
    const definition = at.file.definition(name, at);
    if (!definition) return this.#inherited.has(name) ? this.#inherited.get(name) : null;
    if (!this.#values.has(definition)) this.#values.set(definition, this.#read(name, definition, at));
    return this.#values.get(definition);
  }

  #read(name: string, { pair, instruction, kind }: Definition, at: Instruction): string | undefined {
    if (kind === 'ARG' && !pair.value && this.#inherited.has(name)) return this.#inherited.get(name);
    const value = pair.value && kind === 'ENV' ? this.expand(pair.value.text, instruction) : at.file.value(name, at);
    return value ?? undefined;
  }
}

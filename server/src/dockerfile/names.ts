import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { Memo } from './memo.ts';
import { NameReader } from './namereader.ts';
import type { Heredoc } from './scanner.ts';
import type { Span } from './source.ts';

/** A place where something that has a name is defined, used, or set again. */
export interface Occurrence {
  /** Exactly the name; for an index (`--from=0`) or a stage without a name what stands in its place. */
  readonly span: Span;
  readonly role: 'definition' | 'use' | 'write';
  readonly instruction: Instruction;
  /** The name is not written there. */
  readonly isIndirect?: boolean;
}

/** Something that has a name in a Dockerfile, with every place that means it. */
export interface Name {
  readonly kind: 'stage' | 'variable' | 'heredoc';
  /** Empty for a stage without a name. */
  readonly text: string;
  /** In the order of the text. Without a definition: a variable that nothing in the file sets. */
  readonly occurrences: readonly Occurrence[];
  readonly stage?: Stage;
  readonly heredoc?: { readonly instruction: Instruction; readonly heredoc: Heredoc };
  /** Whether a global ARG, an ARG of a stage, an ENV is among the definitions of a variable. */
  readonly definedBy: ReadonlySet<'global' | 'ARG' | 'ENV'>;
  /** FROMs that mean the stage by a variable, so that a new name may not reach it. */
  readonly viaVariables: readonly Instruction[];
}

export interface PlacedName {
  readonly name: Name;
  readonly occurrence: Occurrence;
}

/** Every name of a Dockerfile: stages, variables by scope, delimiters of heredocs. */
export class Names {
  readonly all: readonly Name[];
  /** Sorted by place; none overlaps another. */
  readonly placed: readonly PlacedName[];

  constructor(file: Dockerfile) {
    const { all, placed } = new NameReader(file).read();
    this.all = all;
    this.placed = placed;
  }

  /** What a cursor at an offset touches. */
  at(offset: number): PlacedName | undefined {
    let low = 0;
    let high = this.placed.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.placed[middle] as PlacedName).occurrence.span.start <= offset) low = middle;
      else high = middle - 1;
    }
    const found = this.placed[low];
    return found?.occurrence.span.touches(offset) ? found : undefined;
  }
}

const known = new Memo<Dockerfile, Names>();

/** The names of a Dockerfile, read once. */
export function namesOf(file: Dockerfile): Names {
  let names = known.get(file);
  if (!names) {
    names = new Names(file);
    known.set(file, names);
  }
  return names;
}

/** The definition in force where a name is used: for a re-declaration of a global ARG the global one. */
export function definitionOf({ name, occurrence }: PlacedName): Occurrence | undefined {
  const definitions = name.occurrences.filter(({ role }) => role === 'definition');
  if (name.kind !== 'variable') return definitions[0];
  const { instruction, span } = occurrence;
  const isBare = occurrence.role === 'definition' && isBareArg(instruction, span);
  if (isBare) {
    const earlier = definitions.findLast((one) => !one.instruction.stage);
    return earlier ?? occurrence;
  }
  if (occurrence.role === 'definition') return occurrence;
  const inForce = instruction.file.definition(name.text, instruction);
  return (
    definitions.find(
      (one) => inForce && one.instruction === inForce.instruction && inForce.pair.key.touches(one.span.start),
    ) ??
    definitions.findLast((one) => one.span.start < span.start) ??
    definitions[0]
  );
}

function isBareArg(instruction: Instruction, span: Span): boolean {
  return instruction.is('ARG') && instruction.pairs.some(({ key, value }) => !value && key.touches(span.start));
}

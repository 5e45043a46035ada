import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';
import { Word } from '../dockerfile/source.ts';

/** A place that names a stage, a named context or an image to take files from. */
export interface StageReference {
  readonly instruction: Instruction;
  /** The value, its quotes taken off, where it stands. */
  readonly value: Word;
}

const known = new Memo<Dockerfile, readonly StageReference[]>();

/** Every `COPY --from=…` and `RUN --mount=…,from=…`, triggers of ONBUILD included, in order. */
export function stageReferences(file: Dockerfile): readonly StageReference[] {
  let references = known.get(file);
  if (!references) {
    references = findReferences(file);
    known.set(file, references);
  }
  return references;
}

function findReferences(file: Dockerfile): StageReference[] {
  const found: StageReference[] = [];
  for (const instruction of file.all('COPY')) {
    const flag = mayNameStage(instruction) ? instruction.flag('from') : undefined;
    if (flag?.valueWord) found.push({ instruction, value: unquoted(flag.valueWord, flag.value) });
  }
  for (const instruction of file.all('RUN')) {
    for (const mount of mayNameStage(instruction) ? instruction.mounts : []) {
      const option = mount.get('from');
      if (option?.valueWord) found.push({ instruction, value: unquoted(option.valueWord, option.value) });
    }
  }
  return found.sort((a, b) => a.value.start - b.value.start);
}

/** Saves reading the flags of nearly all instructions. */
function mayNameStage({ line }: Instruction): boolean {
  return /from/i.test(line.text);
}

function unquoted(word: Word, value = word.text): Word {
  return value === word.text ? word : new Word(word.source, value, word.start, word.end);
}

/** A reference from one stage of the file to a stage of the file. */
export interface StageEdge extends StageReference {
  readonly from: Stage;
  readonly to: Stage;
}

/** The number that `COPY --from=` takes as the index of a stage; mounts know names only. */
export function stageIndex({ instruction, value }: StageReference): number | undefined {
  return instruction.is('COPY') && /^[+-]?\d+$/.test(value.text) ? Number(value.text) : undefined;
}

/**
 * The stage that a reference means to the builder. Unlike FROM, which takes the nearest stage above it, a reference
 * takes the last stage of that name in the whole file, also one that comes later.
 */
export function referencedStage(file: Dockerfile, reference: StageReference): Stage | undefined {
  const index = stageIndex(reference);
  return index === undefined ? file.stageNamed(reference.value.text) : file.stages[index];
}

/** Every reference between stages. Triggers of ONBUILD speak of the stages of another build, and are left out. */
export function stageEdges(file: Dockerfile): StageEdge[] {
  const edges: StageEdge[] = [];
  for (const reference of stageReferences(file)) {
    const from = reference.instruction.stage;
    const to = referencedStage(file, reference);
    if (from && to && !reference.instruction.outer) edges.push({ ...reference, from, to });
  }
  return edges;
}

/**
 * Those of the edges that close a circle through several stages: each way round has at least one that points to a
 * later stage, and those are returned, with the shortest way back.
 */
export function circularEdges(edges: readonly StageEdge[]): { edge: StageEdge; back: readonly StageEdge[] }[] {
  return edges
    .filter(({ from, to }) => to.index > from.index)
    .flatMap((edge) => {
      const back = shortestWay(edges, edge.to, edge.from);
      return back ? [{ edge, back }] : [];
    });
}

function shortestWay(edges: readonly StageEdge[], start: Stage, goal: Stage): StageEdge[] | undefined {
  const ways = new Map<Stage, StageEdge[]>([[start, []]]);
  for (const [stage, way] of ways) {
    if (stage === goal) return way;
    for (const edge of edges) {
      if (edge.from === stage && !ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
    }
  }
  return undefined;
}

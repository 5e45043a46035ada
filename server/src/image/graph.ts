import type { GraphEdge, GraphNode, StageGraph } from '../../../answers/image.ts';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { neededStages, stageUses } from '../dockerfile/facts.ts';

export function stageGraph(target: Stage): StageGraph {
  const { stages } = target.file;
  const needed = neededStages(target);
  const images = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge & { ranges: GraphEdge['ranges'][number][] }>();
  const connect = (from: Stage, to: string, how: GraphEdge['how'], { range }: Instruction): void => {
    const key = `${from.index} ${how} ${to}`;
    const known = edges.get(key);
    if (known) known.ranges.push(range);
    else edges.set(key, { from: stageId(from), to, how, isNeeded: needed.has(from), ranges: [range] });
  };
  const connectImage = (from: Stage, image: string, how: GraphEdge['how'], instruction: Instruction): void => {
    const id = `image:${image}`;
    const isNeeded = needed.has(from) || (images.get(id)?.isNeeded ?? false);
    const { range } = images.get(id) ?? instruction;
    images.set(id, { id, kind: 'image', label: image, isTarget: false, isNeeded, range });
    connect(from, id, how, instruction);
  };
  for (const use of stageUses(target.file)) connect(use.from, stageId(use.to), use.how, use.instruction);
  for (const stage of stages) {
    const base = stage.imageText ?? stage.imageWord?.text;
    if (base && !stage.base) connectImage(stage, base, 'base', stage.from);
    for (const { value, how, instruction } of foreignSources(stage)) connectImage(stage, value, how, instruction);
  }
  const nodes = stages.map((stage) => ({
    id: stageId(stage),
    kind: 'stage' as const,
    label: stage.name?.text ?? String(stage.index),
    base: stage.imageText ?? stage.imageWord?.text ?? '',
    isTarget: stage === target,
    isNeeded: needed.has(stage),
    range: stage.from.range,
  }));
  return { nodes: [...images.values(), ...nodes], edges: [...edges.values()] };
}

function stageId(stage: Stage): string {
  return `stage:${stage.index}`;
}

/** What `--from` and `from=` name that is no stage: an image, or a named build context. */
function foreignSources(stage: Stage): { value: string; how: 'copy' | 'mount'; instruction: Instruction }[] {
  return stage.instructions.flatMap((instruction) => {
    const values = instruction.is('COPY')
      ? [instruction.flag('from')?.value]
      : instruction.mounts.map((mount) => mount.get('from')?.value);
    const how = instruction.is('COPY') ? ('copy' as const) : ('mount' as const);
    return values
      .filter((value) => value !== undefined && value !== '' && !/^\d+$/.test(value))
      .map((value) => value as string)
      .filter((value) => !stage.file.stageNamed(value, stage.index))
      .map((value) => ({ value, how, instruction }));
  });
}

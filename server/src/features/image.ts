import type { Range } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { type ImageConfig, imageConfig, imageName, targetStage } from '../image/config.ts';
import { type StageGraph, stageGraph } from '../image/graph.ts';
import { healthReport, type TopicReport } from '../image/health.ts';
import { type Change, changes, imageSteps, type Step } from '../image/layers.ts';
import type { Finding } from '../lint/lint.ts';

/** What the model knows of the image of a stage, the final one unless a target is named (request `dockerfileMentor/image`). */
export interface ImageFacts {
  /** The name of the final stage. */
  readonly stage?: string;
  /** A name for the image in example commands. */
  readonly name: string;
  readonly base?: string;
  readonly user?: string;
  readonly workdir?: string;
  readonly ports: readonly {
    readonly text: string;
    readonly port: string;
    readonly protocol: string;
    readonly range: Range;
  }[];
  readonly volumes: readonly { readonly path: string; readonly range: Range }[];
  /** What runs: ENTRYPOINT and CMD as one line. */
  readonly command?: string;
  /** The index of the stage. */
  readonly target: number;
  /** What can be built, in order: every stage. */
  readonly targets: readonly { readonly index: number; readonly name?: string }[];
  /** What `docker inspect` will say. */
  readonly config: ImageConfig;
  /** What becomes of each line that leaves something in the image. */
  readonly steps: readonly Step[];
  /** What may change around the build, and what then runs again. */
  readonly changes: readonly Change[];
  readonly graph: StageGraph;
  readonly health: readonly TopicReport[];
}

/** What the facts of an image are read from, besides the file. */
export interface ImageRequest {
  readonly folderName: string;
  /** As `--target` takes it. */
  readonly target?: string;
  readonly findings: readonly Finding[];
  readonly hasIgnoreFile: boolean;
}

/** The facts of a stage and the stages it builds on; null where there is no such stage. Values that only the build knows are left out. */
export function imageFacts(file: Dockerfile, request: ImageRequest): ImageFacts | null {
  const stage = targetStage(file, request.target);
  if (!stage) return null;
  const instructions = [...stage.lineage].reverse().flatMap((one) => one.instructions);
  const last = (keyword: 'USER' | 'CMD' | 'ENTRYPOINT'): Instruction | undefined =>
    instructions.findLast((instruction) => instruction.is(keyword));
  const root = stage.lineage.at(-1);
  const user = valueOf(file, last('USER'));
  const workdir = resolveWorkdir(file, instructions);
  const command = [last('ENTRYPOINT'), last('CMD')].flatMap((one) => one?.rest.text ?? []).join(' ');
  return {
    ...(stage.name && { stage: stage.name.text }),
    name: imageName(request.folderName),
    ...(root?.imageText && { base: root.imageText }),
    ...(user && { user }),
    ...(workdir && { workdir }),
    ports: instructions.filter((one) => one.is('EXPOSE')).flatMap((one) => readPorts(file, one)),
    volumes: instructions.filter((one) => one.is('VOLUME')).flatMap((one) => readVolumes(file, one)),
    ...(command && { command }),
    target: stage.index,
    targets: file.stages.map(({ index, name }) => ({ index, ...(name && { name: name.text }) })),
    config: imageConfig(stage),
    steps: imageSteps(stage),
    changes: changes(stage),
    graph: stageGraph(stage),
    health: healthReport(stage, request.findings, request.hasIgnoreFile),
  };
}

function valueOf(file: Dockerfile, instruction: Instruction | undefined): string | undefined {
  const word = instruction?.args[0];
  return instruction && word && file.expand(word.text, instruction);
}

/** The working directory after a chain of WORKDIRs; undefined where one is unknown or the first is relative. */
function resolveWorkdir(file: Dockerfile, instructions: readonly Instruction[]): string | undefined {
  let current: string | undefined;
  for (const instruction of instructions) {
    if (!instruction.is('WORKDIR')) continue;
    const text = valueOf(file, instruction);
    if (text === undefined) return undefined;
    if (text.startsWith('/') || /^[A-Za-z]:/.test(text)) current = text;
    else current = current === undefined ? undefined : `${current.replace(/\/$/, '')}/${text}`;
  }
  return current;
}

function readPorts(file: Dockerfile, instruction: Instruction): ImageFacts['ports'] {
  return instruction.args.flatMap((word) => {
    const text = file.expand(word.text, instruction);
    const match = text === undefined ? null : /^(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text);
    if (!match?.[1]) return [];
    return [{ text: word.text, port: match[1], protocol: (match[2] ?? 'tcp').toLowerCase(), range: word.range }];
  });
}

function readVolumes(file: Dockerfile, instruction: Instruction): ImageFacts['volumes'] {
  return instruction.args.flatMap((word) => {
    const path = file.expand(word.text, instruction);
    return path ? [{ path, range: word.range }] : [];
  });
}

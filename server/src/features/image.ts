import type { ImageFacts } from '../../../answers/image.ts';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { imageConfig, imageName, targetStage } from '../image/config.ts';
import { stageGraph } from '../image/graph.ts';
import { healthReport } from '../image/health.ts';
import type { Inherited } from '../image/inherited.ts';
import { changes, imageSteps } from '../image/layers.ts';
import { type RunningService, servicesOf } from '../image/services.ts';
import type { Finding } from '../lint/lint.ts';

/** What the facts of an image are read from, besides the file. */
export interface ImageRequest {
  readonly folderName: string;
  /** As `--target` takes it. */
  readonly target?: string;
  readonly findings: readonly Finding[];
  readonly hasIgnoreFile: boolean;
  /** What the base image brings, where that is known. */
  readonly inherited?: Inherited;
  readonly isComing?: boolean;
  /** The services of Compose files that build the file. */
  readonly services?: readonly RunningService[];
}

/** The facts of a stage and the stages it builds on; null where there is no such stage. Values that only the build knows are left out. */
export function imageFacts(file: Dockerfile, request: ImageRequest): ImageFacts | null {
  const stage = targetStage(file, request.target);
  if (!stage) return null;
  const instructions = [...stage.lineage].reverse().flatMap((one) => one.instructions);
  const last = (keyword: 'USER' | 'CMD' | 'ENTRYPOINT'): Instruction | undefined =>
    instructions.findLast((instruction) => instruction.is(keyword));
  const root = stage.root;
  const user = valueOf(file, last('USER'));
  const workdir = resolveWorkdir(file, instructions);
  const config = imageConfig(stage, request.inherited);
  const { findings, hasIgnoreFile, isComing = false } = request;
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
    config,
    isComing,
    steps: imageSteps(stage),
    changes: changes(stage),
    graph: stageGraph(stage),
    health: healthReport(
      { stage, config, hasIgnoreFile, services: servicesOf(stage, request.services ?? []) },
      findings,
    ),
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

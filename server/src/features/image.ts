import type { Range } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';

/** What the model knows of the image that a plain build makes (request `dockerfileMentor/image`). */
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
}

/** The facts of the final stage and the stages it builds on. Values that only the build knows are left out. */
export function imageFacts(file: Dockerfile, folderName: string): ImageFacts | null {
  const stage = file.finalStage;
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
    name: imageName(folderName),
    ...(root?.imageText && { base: root.imageText }),
    ...(user && { user }),
    ...(workdir && { workdir }),
    ports: instructions.filter((one) => one.is('EXPOSE')).flatMap((one) => readPorts(file, one)),
    volumes: instructions.filter((one) => one.is('VOLUME')).flatMap((one) => readVolumes(file, one)),
    ...(command && { command }),
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

/** A folder's name as an image name: lower case, separators and all else as `-`. */
function imageName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'my-image'
  );
}

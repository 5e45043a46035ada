import type { Range } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history, processOf, stopSignalOf, userAt, workdirAt } from '../dockerfile/facts.ts';
import type { Pair } from '../dockerfile/words.ts';
import { parseDuration } from '../lint/durations.ts';

/** What `docker inspect` will say of the image of a stage, as far as the file says it; what it does not say, the base image decides. */

/** A value and the line that sets it. `value` is absent where only the build knows it. */
export interface Fact {
  readonly value?: string;
  readonly range: Range;
  /** The stage that the line stands in. */
  readonly stage: number;
}

export interface NamedFact extends Fact {
  readonly name: string;
}

/** One link of the chain from a stage down to the image that it all begins with. */
export interface Base {
  /** The stage that builds on it. */
  readonly stage: number;
  readonly name?: string;
  /** What its FROM says, variables put in where they are known. */
  readonly image: string;
  /** `stage`: another stage of the file, the next link. */
  readonly kind: 'stage' | 'image' | 'scratch';
  readonly platform?: string;
  readonly range: Range;
}

export interface Healthcheck {
  /** Absent: `HEALTHCHECK NONE`, none, not even that of the base image. */
  readonly test?: {
    /** The words that run; of a shell form the shell's first. */
    readonly argv: readonly string[];
    readonly isShell: boolean;
  };
  /** In seconds, with the defaults of the engine put in. */
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
  readonly range: Range;
  readonly stage: number;
}

export interface ImageConfig {
  /** Nearest first. */
  readonly bases: readonly Base[];
  /** Whether the image begins from nothing, so that nothing is unknown. */
  readonly isFromScratch: boolean;
  readonly env: readonly NamedFact[];
  readonly labels: readonly NamedFact[];
  readonly user?: Fact;
  readonly workdir?: Fact;
  readonly ports: readonly { readonly port: string; readonly protocol: string; readonly range: Range }[];
  readonly volumes: readonly { readonly path: string; readonly range: Range }[];
  readonly entrypoint?: Fact & { readonly isShell: boolean };
  readonly cmd?: Fact & { readonly isShell: boolean };
  /** The command line of the process; absent where neither ENTRYPOINT nor CMD is in the file. */
  readonly argv?: readonly string[];
  /** CMD is there and has no part in the process. */
  readonly cmdIgnored: boolean;
  readonly healthcheck?: Healthcheck;
  readonly stopSignal?: Fact;
  readonly shell?: Fact;
  readonly onbuild: readonly Fact[];
}

export function imageConfig(stage: Stage): ImageConfig {
  const instructions = history(stage);
  const bases = stage.lineage.map(toBase);
  const [user, workdir, stopSignal] = [userAt(stage), workdirAt(stage), stopSignalOf(stage)];
  const process = processOf(stage);
  const healthcheck = instructions.findLast((one) => one.is('HEALTHCHECK'));
  const shell = instructions.findLast((one) => one.is('SHELL'));
  return {
    bases,
    isFromScratch: bases.at(-1)?.kind === 'scratch',
    env: mergePairs(instructions.filter((one) => one.is('ENV'))),
    labels: mergePairs(instructions.filter((one) => one.is('LABEL'))),
    ...(user && { user: toFact(user.instruction, user.value) }),
    ...(workdir && { workdir: toFact(workdir.instruction, workdir.value) }),
    ports: unique(instructions.filter((one) => one.is('EXPOSE')).flatMap(portsOf), (one) => one.port + one.protocol),
    volumes: unique(instructions.filter((one) => one.is('VOLUME')).flatMap(volumesOf), ({ path }) => path),
    ...(process?.entrypoint && { entrypoint: commandFact(process.entrypoint) }),
    ...(process?.cmd && { cmd: commandFact(process.cmd) }),
    ...(process && { argv: process.argv }),
    cmdIgnored: process?.cmdIgnored ?? false,
    ...(healthcheck && { healthcheck: readHealthcheck(healthcheck) }),
    ...(stopSignal && { stopSignal: toFact(stopSignal.instruction, stopSignal.value) }),
    ...(shell && { shell: toFact(shell, shell.rest.text) }),
    onbuild: instructions.filter((one) => one.is('ONBUILD')).map((one) => toFact(one, one.rest.text)),
  };
}

function toBase(stage: Stage): Base {
  const platform = stage.from.flag('platform')?.value;
  return {
    stage: stage.index,
    ...(stage.name && { name: stage.name.text }),
    image: stage.imageText ?? stage.imageWord?.text ?? '',
    kind: stage.base ? 'stage' : stage.isScratch ? 'scratch' : 'image',
    ...(platform && { platform }),
    range: stage.from.range,
  };
}

function toFact(instruction: Instruction, value: string | undefined): Fact {
  return {
    ...(value !== undefined && { value }),
    range: instruction.range,
    stage: instruction.stage?.index ?? 0,
  };
}

function commandFact(instruction: Instruction): Fact & { isShell: boolean } {
  return { ...toFact(instruction, instruction.rest.text), isShell: !instruction.json };
}

/** Names in the order in which they come first, with the value that comes last. */
function mergePairs(instructions: readonly Instruction[]): NamedFact[] {
  const found = new Map<string, NamedFact>();
  for (const instruction of instructions) {
    for (const pair of instruction.pairs) {
      const name = instruction.file.expand(pair.key.text, instruction);
      if (name) found.set(name, { name, ...toFact(instruction, valueOf(pair, instruction)), range: pair.word.range });
    }
  }
  return [...found.values()];
}

function valueOf({ value }: Pair, instruction: Instruction): string | undefined {
  return value ? instruction.file.expand(value.text, instruction) : '';
}

function portsOf(instruction: Instruction): ImageConfig['ports'] {
  return instruction.args.flatMap((word) => {
    const text = instruction.file.expand(word.text, instruction);
    const match = text === undefined ? null : /^(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text);
    return match?.[1] ? [{ port: match[1], protocol: (match[2] ?? 'tcp').toLowerCase(), range: word.range }] : [];
  });
}

function volumesOf(instruction: Instruction): ImageConfig['volumes'] {
  return instruction.args.flatMap((word) => {
    const text = instruction.file.expand(word.text, instruction);
    if (!text) return [];
    // The engine puts a relative path below the root, whatever the working directory is.
    return [{ path: /^[\\/]|^[A-Za-z]:/.test(text) ? text : `/${text}`, range: word.range }];
  });
}

function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return [...found.values()];
}

function readHealthcheck(instruction: Instruction): Healthcheck {
  const [type, ...command] = instruction.args.map(({ text }) => text);
  const isShell = !instruction.json;
  const shell = instruction.file.shellInstruction(instruction)?.args.map(({ text }) => text) ?? ['/bin/sh', '-c'];
  const seconds = (flag: string, otherwise: number): number => durationOf(instruction, flag) ?? otherwise;
  return {
    ...(type?.toUpperCase() === 'CMD' &&
      command.length > 0 && { test: { argv: isShell ? [...shell, ...command] : command, isShell } }),
    interval: seconds('interval', 30),
    timeout: seconds('timeout', 30),
    startPeriod: seconds('start-period', 0),
    startInterval: seconds('start-interval', 5),
    retries: Number(instruction.flag('retries')?.value) || 3,
    range: instruction.range,
    stage: instruction.stage?.index ?? 0,
  };
}

/** The seconds of a flag; undefined where it is not there, not a duration, or zero, which means the default. */
function durationOf(instruction: Instruction, flag: string): number | undefined {
  const { value } = instruction.flag(flag) ?? {};
  const nanoseconds = value === undefined ? undefined : parseDuration(value);
  return typeof nanoseconds === 'number' && nanoseconds > 0 ? nanoseconds / 1e9 : undefined;
}

/** The stage that `--target` names: by name, else by number; without a target the last. */
export function targetStage(file: Dockerfile, target?: string): Stage | undefined {
  if (target === undefined || target === '') return file.finalStage;
  return file.stageNamed(target) ?? (/^\d+$/.test(target) ? file.stages[Number(target)] : undefined);
}

/** A folder's name as an image name: lower case, separators and all else as `-`. */
export function imageName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'my-image'
  );
}

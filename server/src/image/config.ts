import type {
  Base,
  Fact,
  Healthcheck,
  ImageConfig,
  InheritedSource,
  NamedFact,
  PortFact,
  VolumeFact,
} from '../../../answers/image.ts';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import { resolvePath } from '../dockerfile/facts.ts';
import { parseDuration } from '../lint/durations.ts';
import { type Act, courseOf } from './course.ts';
import type { Inherited } from './inherited.ts';
import { processFacts } from './process.ts';

/**
 * What `docker inspect` will say of the image of a stage, as far as the file says it and, where it is known, the base
 * image; the rest is unknown.
 */
export function imageConfig(stage: Stage, inherited?: Inherited): ImageConfig {
  const legs = courseOf(stage, inherited);
  const acts = legs.flatMap((leg) => leg.acts);
  const all = (keyword: string): Act[] => acts.filter(({ instruction }) => instruction.keyword === keyword);
  const bases = stage.lineage.map(toBase);
  const isFromScratch = bases.at(-1)?.kind === 'scratch';
  const [user, stopSignal] = [lastWord(all('USER')), lastWord(all('STOPSIGNAL'))];
  const workdir = workdirOf(all('WORKDIR'), isFromScratch ? '/' : inherited && (inherited.workdir || '/'));
  const check = all('HEALTHCHECK').at(-1);
  const { shell, ...process } = processFacts(legs, inherited);
  const healthcheck = check ? readHealthcheck(check) : inherited?.healthcheck;
  return {
    bases,
    isFromScratch,
    ...(inherited && { inherited: sourceOf(inherited) }),
    env: mergePairs(inherited?.env, all('ENV')),
    labels: mergePairs(inherited?.labels, all('LABEL')),
    ...withFact('user', user ?? inheritedFact(inherited?.user)),
    ...withFact('workdir', workdir ?? inheritedFact(inherited?.workdir)),
    ports: unique([...all('EXPOSE').flatMap(portsOf), ...inheritedPorts(inherited)], portKey),
    volumes: unique([...all('VOLUME').flatMap(volumesOf), ...inheritedVolumes(inherited)], ({ path }) => path),
    ...process,
    ...withFact('shell', shell.fact),
    ...(healthcheck && { healthcheck: inShell(healthcheck, shell.argv) }),
    ...withFact('stopSignal', stopSignal ?? inheritedFact(inherited?.stopSignal)),
    onbuild: (legs.at(-1)?.acts ?? []).filter(isTrigger).map(toOwnText),
    triggered: (legs[0]?.acts ?? []).filter(({ range }) => !range).map(toOwnText),
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

function sourceOf({ source, image, platform, layers, bytes }: Inherited): InheritedSource {
  return { source, image, platform, layers, bytes };
}

function withFact<K extends string>(name: K, fact: Fact | undefined): { [key in K]?: Fact } {
  return fact ? ({ [name]: fact } as { [key in K]: Fact }) : {};
}

/** An empty text in the configuration of an image means that it says nothing. */
function inheritedFact(value: string | undefined): Fact | undefined {
  return value ? { value } : undefined;
}

function toFact({ range }: Act, value: string | undefined): Fact {
  return { ...(value !== undefined && { value }), ...(range && { range }) };
}

/** ONBUILD keeps its trigger for those who build on the image. */
function isTrigger({ instruction, range }: Act): boolean {
  return instruction.is('ONBUILD') && range !== undefined;
}

function toOwnText(act: Act): Fact {
  const { instruction } = act;
  return toFact(act, instruction.is('ONBUILD') ? instruction.rest.text : instruction.raw);
}

function lastWord(acts: readonly Act[]): Fact | undefined {
  const act = acts.at(-1);
  const word = act?.instruction.args[0];
  return act && word && toFact(act, act.expand(word.text));
}

/** The working directory after a chain of WORKDIRs, each relative to the one before; below an unknown one it is unknown. */
function workdirOf(acts: readonly Act[], beginning: string | undefined): Fact | undefined {
  let current = beginning;
  let fact: Fact | undefined;
  for (const act of acts) {
    const word = act.instruction.args[0];
    const text = word && act.expand(word.text);
    current = text === undefined ? undefined : resolvePath(current, text);
    fact = toFact(act, current);
  }
  return fact;
}

/** Names in the order in which they come first, with the value that comes last. */
function mergePairs(inherited: ReadonlyMap<string, string> | undefined, acts: readonly Act[]): NamedFact[] {
  const found = new Map<string, NamedFact>();
  for (const [name, value] of inherited ?? []) found.set(name, { name, value });
  for (const act of acts) {
    for (const { key, value, word } of act.instruction.pairs) {
      const name = act.expand(key.text);
      if (!name) continue;
      const fact = toFact(act, value ? act.expand(value.text) : '');
      found.set(name, { name, ...fact, ...(act.range && { range: word.range }) });
    }
  }
  return [...found.values()];
}

function inheritedPorts(inherited: Inherited | undefined): PortFact[] {
  return (inherited?.ports ?? []).flatMap((text) => readPort(text) ?? []);
}

function inheritedVolumes(inherited: Inherited | undefined): VolumeFact[] {
  return (inherited?.volumes ?? []).map((path) => ({ path }));
}

function readPort(text: string): PortFact | undefined {
  const match = /^(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text);
  return match?.[1] ? { port: match[1], protocol: (match[2] ?? 'tcp').toLowerCase() } : undefined;
}

function portKey({ port, protocol }: PortFact): string {
  return `${port}/${protocol}`;
}

function portsOf(act: Act): PortFact[] {
  return act.instruction.args.flatMap((word) => {
    const port = readPort(act.expand(word.text) ?? '');
    return port ? [{ ...port, ...(act.range && { range: word.range }) }] : [];
  });
}

function volumesOf(act: Act): VolumeFact[] {
  return act.instruction.args.flatMap((word) => {
    const text = act.expand(word.text);
    if (!text) return [];
    // The engine puts a relative path below the root, whatever the working directory is.
    const path = /^[\\/]|^[A-Za-z]:/.test(text) ? text : `/${text}`;
    return [{ path, ...(act.range && { range: word.range }) }];
  });
}

function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return [...found.values()];
}

function readHealthcheck({ instruction, range }: Act): Healthcheck {
  const [type, ...command] = instruction.args.map(({ text }) => text);
  const isShell = !instruction.json;
  const seconds = (flag: string, otherwise: number): number => durationOf(instruction.flag(flag)?.value) ?? otherwise;
  return {
    ...(type?.toUpperCase() === 'CMD' && command.length > 0 && { test: { argv: command, isShell } }),
    interval: seconds('interval', 30),
    timeout: seconds('timeout', 30),
    startPeriod: seconds('start-period', 0),
    startInterval: seconds('start-interval', 5),
    retries: Number(instruction.flag('retries')?.value) || 3,
    ...(range && { range }),
  };
}

/** The engine runs a check in shell form with the SHELL that the image ends with. */
function inShell(healthcheck: Healthcheck, shell: readonly string[]): Healthcheck {
  const { test } = healthcheck;
  return test?.isShell ? { ...healthcheck, test: { ...test, argv: [...shell, ...test.argv] } } : healthcheck;
}

/** Seconds; undefined where nothing is said, what is said is no duration, or zero, which means the default. */
function durationOf(value: string | undefined): number | undefined {
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

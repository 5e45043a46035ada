import type { Healthcheck, InheritedSource } from '../../../answers/image.ts';

/** What a base image brings to those that build on it. */
export interface Inherited extends InheritedSource {
  readonly env: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly user: string;
  readonly workdir: string;
  /** `80/tcp`, `7000-7005/udp`. */
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly shell: readonly string[];
  readonly stopSignal: string;
  readonly onbuild: readonly string[];
  /** Of a shell form without the shell. */
  readonly healthcheck?: Healthcheck;
}

/** An image as an engine (`docker image inspect`) or a registry (the image's configuration) tells of it: the same fields, in lower or upper case. */
export interface ForeignImage extends InheritedSource {
  readonly config: unknown;
}

/** What a client sends of an image that its engine has; undefined where it is of another shape. */
export function toForeignImage(raw: unknown): ForeignImage | undefined {
  if (!isRecord(raw)) return undefined;
  const { image, platform, config, layers, bytes } = raw;
  if (typeof image !== 'string' || typeof platform !== 'string' || !isRecord(config)) return undefined;
  return { source: 'engine', image, platform, config, layers: count(layers), bytes: count(bytes) };
}

/** The fields of an image's configuration (OCI image specification, "Properties"); a field that is missing or of another shape brings nothing. */
export function toInherited({ config, ...source }: ForeignImage): Inherited {
  const field = isRecord(config) ? config : {};
  const healthcheck = toHealthcheck(field.Healthcheck);
  return {
    ...source,
    env: new Map(texts(field.Env).map(toPair)),
    labels: new Map(
      isRecord(field.Labels) ? Object.entries(field.Labels).map(([name, value]) => [name, text(value)]) : [],
    ),
    user: text(field.User),
    workdir: text(field.WorkingDir),
    ports: isRecord(field.ExposedPorts) ? Object.keys(field.ExposedPorts) : [],
    volumes: isRecord(field.Volumes) ? Object.keys(field.Volumes) : [],
    entrypoint: texts(field.Entrypoint),
    cmd: texts(field.Cmd),
    shell: texts(field.Shell),
    stopSignal: text(field.StopSignal),
    onbuild: texts(field.OnBuild),
    ...(healthcheck && { healthcheck }),
  };
}

/** Whether an image of one platform is what a build for another would take; parts that are not named fit. */
export function fitsPlatform(platform: string, wanted: string): boolean {
  const [has, wants] = [platform.toLowerCase().split('/'), wanted.toLowerCase().split('/')];
  return wants.every((part, at) => part === '' || (has[at] ?? part) === part);
}

function toPair(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}

/** Times are in nanoseconds; zero and absent mean the default of the engine. */
function toHealthcheck(raw: unknown): Healthcheck | undefined {
  if (!isRecord(raw)) return undefined;
  const [type, ...command] = texts(raw.Test);
  if (type === undefined) return undefined;
  const seconds = (value: unknown, otherwise: number): number =>
    typeof value === 'number' && value > 0 ? value / 1e9 : otherwise;
  return {
    ...(type !== 'NONE' && { test: { argv: command, isShell: type === 'CMD-SHELL' } }),
    interval: seconds(raw.Interval, 30),
    timeout: seconds(raw.Timeout, 30),
    startPeriod: seconds(raw.StartPeriod, 0),
    startInterval: seconds(raw.StartInterval, 5),
    retries: typeof raw.Retries === 'number' && raw.Retries > 0 ? raw.Retries : 3,
  };
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Range } from 'vscode-languageserver-types';
import type { Fact, Healthcheck, ImageConfig } from '../../../answers/image.ts';
import type { ChoiceProblem } from '../../../answers/run.ts';
import { Checked, type Choices, type Memory, type Restart } from './choices.ts';

/** A container as it will be started, whatever writes it down: what the Dockerfile says, and what the reader chose. */
export interface Plan {
  readonly image: string;
  readonly name: string;
  readonly ports: readonly PlannedPort[];
  readonly volumes: readonly PlannedVolume[];
  readonly network: Network;
  readonly memory?: Memory;
  readonly cpus?: string;
  readonly restart: Restart;
  readonly readOnly: boolean;
  readonly env: readonly { readonly name: string; readonly value: string; readonly range?: Range }[];
  readonly user?: User;
  readonly healthcheck?: Healthcheck;
  readonly stopSignal?: Fact;
  /** The image that it all begins with, where nobody knows what it brings. */
  readonly unknownBase?: string;
  /** How the image is built, for who can build it. */
  readonly build: Build;
  readonly problems: readonly ChoiceProblem[];
}

export interface Build {
  /** The name of the Dockerfile, where it is not `Dockerfile`. */
  readonly dockerfile?: string;
  /** The stage, where it is not the last one. */
  readonly target?: string;
}

export interface PlannedPort {
  /** `80`, `7000-7005`. */
  readonly port: string;
  readonly first: number;
  readonly size: number;
  readonly protocol: string;
  /** Where it is published: `8080`, `127.0.0.1:8080`; absent where it is not. */
  readonly host?: string;
  readonly range?: Range | undefined;
}

export interface PlannedVolume {
  readonly name: string;
  readonly path: string;
  readonly range?: Range | undefined;
}

export type Network =
  | { readonly kind: 'default' }
  | { readonly kind: 'host' | 'none' }
  | { readonly kind: 'named'; readonly name: string };

export interface User {
  readonly text: string;
  /** The number, where it is one. */
  readonly uid?: number;
  readonly gid?: number;
  readonly isRoot: boolean;
  readonly range?: Range | undefined;
}

/** `image` is what the image is called where the reader names it not. */
export function planOf(config: ImageConfig, image: string, choices: Choices, build: Build): Plan {
  const checked = new Checked();
  const chosenImage = checked.image(choices.image) ?? image;
  const name = checked.objectName('name', choices.name) ?? objectName(chosenImage);
  const network = networkOf(checked.objectName('network', choices.network));
  const [memory, cpus] = [checked.memory(choices.memory), checked.cpus(choices.cpus)];
  const user = userOf(config);
  return {
    image: chosenImage,
    name,
    ports: planPorts(config, choices, checked),
    volumes: planVolumes(config, name, choices, checked),
    network,
    ...(memory && { memory }),
    ...(cpus && { cpus }),
    restart: choices.restart ?? 'unless-stopped',
    readOnly: choices.readOnly ?? false,
    env: planEnv(config, choices),
    ...(user && { user }),
    ...(config.healthcheck && { healthcheck: config.healthcheck }),
    ...(config.stopSignal && { stopSignal: config.stopSignal }),
    ...unknownBaseOf(config),
    build,
    problems: checked.problems,
  };
}

function unknownBaseOf({ bases, isFromScratch, inherited }: ImageConfig): { unknownBase?: string } {
  const root = bases.at(-1);
  return root && !isFromScratch && !inherited ? { unknownBase: root.image } : {};
}

function networkOf(name: string | undefined): Network {
  if (name === undefined || name === 'bridge' || name === 'default') return { kind: 'default' };
  return name === 'host' || name === 'none' ? { kind: name } : { kind: 'named', name };
}

/** Ports below 1024 move to 8000 and up by default, where little else listens; no port of the host is taken twice. */
function planPorts(config: ImageConfig, choices: Choices, checked: Checked): PlannedPort[] {
  const taken = new Set<string>();
  return config.ports.flatMap(({ port, protocol, range }) => {
    const [first = 0, last = 0] = port.includes('-') ? port.split('-').map(Number) : [Number(port), Number(port)];
    const size = last - first + 1;
    if (first < 1 || last > 65535 || size < 1 || !/^(?:tcp|udp|sctp)$/.test(protocol)) return [];
    const key = `${port}/${protocol}`;
    const said = choices.ports?.[key];
    const host =
      (said === undefined || said === '' ? undefined : checked.published(key, said, size)) ??
      defaultHost(first, size, protocol, taken);
    return [{ port, first, size, protocol, range, ...(host !== '' && { host }) }];
  });
}

function defaultHost(container: number, size: number, protocol: string, taken: Set<string>): string {
  const numbers = Array.from({ length: size }, (_, offset) => offset);
  let first = container < 1024 ? container + 8000 : container;
  while (numbers.some((offset) => taken.has(`${first + offset}/${protocol}`))) first += 1;
  for (const offset of numbers) taken.add(`${first + offset}/${protocol}`);
  return size === 1 ? `${first}` : `${first}-${first + size - 1}`;
}

function planVolumes(config: ImageConfig, container: string, choices: Choices, checked: Checked): PlannedVolume[] {
  const taken = new Set<string>();
  return config.volumes.flatMap(({ path, range }) => {
    const folder = path.replace(/[/\\]+$/, '');
    if (!/^(?:[a-zA-Z]:)?[/\\]\P{Cc}+$/u.test(folder)) return [];
    const said = choices.volumes?.[path];
    if (said === '-') return [];
    const own = `${container}-${toName(folder.split(/[/\\]/).at(-1) ?? '') || 'data'}`;
    const name = checked.objectName(`volumes.${path}`, said) ?? unique(own, taken);
    taken.add(name);
    return [{ name, path: folder, range }];
  });
}

function unique(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}

function planEnv(config: ImageConfig, choices: Choices): Plan['env'] {
  return Object.entries(choices.env ?? {})
    .filter(([name, value]) => /^[A-Za-z_][\w.-]*$/.test(name) && value !== '' && !/[\n\0]/.test(value))
    .map(([name, value]) => {
      const range = config.env.find((one) => one.name === name)?.range;
      return { name, value, ...(range && { range }) };
    });
}

function userOf({ user }: ImageConfig): User | undefined {
  const match = user?.value === undefined ? null : /^([^:]+)(?::(.+))?$/.exec(user.value);
  if (!user || !match?.[1]) return undefined;
  const [uid, gid] = [match[1], match[2]].map((text) => (text && /^\d{1,10}$/.test(text) ? Number(text) : undefined));
  return {
    text: user.value as string,
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    isRoot: match[1] === 'root' || uid === 0,
    range: user.range,
  };
}

/** A name that containers, volumes and networks accept, from the name of an image: `ghcr.io/acme/api:2` is `api`. */
export function objectName(image: string): string {
  const last = image.replace(/@.*$/, '').split('/').at(-1) ?? '';
  const name = toName(last.replace(/:.*$/, ''));
  return name.length > 1 ? name : 'app';
}

function toName(text: string): string {
  return text.replace(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^[^a-zA-Z0-9]+|-+$/g, '');
}

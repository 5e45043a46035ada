/** What the engine had at one moment, read from the answers of its API. Pure: raw JSON in, facts out; a field that is missing is no reason to fail. */
import type { EngineImage } from './engine.ts';

export interface Snapshot {
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly networks: readonly Network[];
}

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly running: boolean;
  readonly labels: Labels;
  /** `bridge`, `host`, `none`, `container:<id>` or the name of a network. */
  readonly networkMode: string;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** Names that `--link` gave to others, for this container alone: alias → container. */
  readonly links: Readonly<Record<string, string>>;
  /** The paths that `VOLUME` lines of its image name. */
  readonly imageVolumes: readonly string[];
}

/** A container's plug in a network. */
export interface Endpoint {
  readonly network: string;
  readonly ip?: string;
  readonly ipv6?: string;
  readonly gateway?: string;
  /** Aliases the network's DNS knows beside the container's name. */
  readonly aliases: readonly string[];
}

export interface Port {
  readonly port: number;
  readonly protocol: string;
  /** Where it is published on the machine, if it is. */
  readonly published?: { readonly address: string; readonly port: number };
}

export interface Mount {
  readonly type: string;
  readonly volume?: string;
  readonly target: string;
  readonly writable: boolean;
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly mountpoint: string;
  readonly created?: number;
  readonly labels: Labels;
  readonly options: Labels;
  /** In bytes; only the engine's disk usage knows it. */
  readonly size?: number;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly created?: number;
  readonly subnets: readonly { readonly subnet: string; readonly gateway?: string }[];
  readonly labels: Labels;
  readonly options: Labels;
}

export type Labels = Readonly<Record<string, string>>;

/** The answers a snapshot is made of: the API's lists, and what only looking at single objects tells. */
export interface Answers {
  /** `GET /containers/json?all=1` */
  readonly containers: unknown;
  /** `GET /volumes` */
  readonly volumes: unknown;
  /** `GET /networks` */
  readonly networks: unknown;
  /** `GET /containers/{id}/json`, by id, as far as they were asked. */
  readonly inspected: ReadonlyMap<string, unknown>;
  /** `GET /images/{id}/json`, by id. */
  readonly images: ReadonlyMap<string, unknown>;
}

export function toSnapshot({ containers, volumes, networks, inspected, images }: Answers): Snapshot {
  return {
    containers: records(containers).map((raw) =>
      toContainer(raw, record(inspected.get(text(raw.Id))), record(images.get(text(raw.ImageID)))),
    ),
    volumes: records(record(volumes).Volumes).map(toVolume),
    networks: records(networks).map(toNetwork),
  };
}

/** The answer of `GET /images/{name}/json`. */
export function toEngineImage(image: string, answer: unknown): EngineImage {
  const { Os, Architecture, Variant, Config, RootFS, Size } = record(answer);
  const platform = [Os, Architecture, Variant].map(text).filter((part) => part !== '');
  const layers = list(record(RootFS).Layers).length;
  return {
    image,
    platform: platform.join('/'),
    config: Config,
    layers,
    ...(typeof Size === 'number' && { bytes: Size }),
  };
}

/** The sizes in the answer of `GET /system/df`; where the driver does not know one, it says -1. */
export function toSizes(answer: unknown): Map<string, number> {
  const sizes = new Map<string, number>();
  const { Volumes, VolumeUsage } = record(answer);
  // API 1.52 renamed the list.
  for (const raw of [...records(Volumes), ...records(record(VolumeUsage).Items)]) {
    const size = record(raw.UsageData).Size;
    if (typeof size === 'number' && size >= 0) sizes.set(text(raw.Name), size);
  }
  return sizes;
}

export function withSizes(snapshot: Snapshot, sizes: ReadonlyMap<string, number>): Snapshot {
  const volumes = snapshot.volumes.map((volume) => {
    const size = sizes.get(volume.name);
    return size === undefined ? volume : { ...volume, size };
  });
  return { ...snapshot, volumes };
}

/** The ids of containers worth a look of their own: only that tells the aliases of those that run. */
export function containersToInspect(containers: unknown): string[] {
  return records(containers)
    .filter(({ State }) => State === 'running' || State === 'paused')
    .map(({ Id }) => text(Id));
}

/** The ids of the images of containers that have volumes. */
export function imagesToInspect(containers: unknown): string[] {
  const withVolumes = records(containers).filter(({ Mounts }) => records(Mounts).some(({ Type }) => Type === 'volume'));
  return [...new Set(withVolumes.map(({ ImageID }) => text(ImageID)).filter((id) => id !== ''))];
}

function toContainer(raw: Raw, inspected: Raw, image: Raw): Container {
  const state = text(raw.State);
  const details = record(record(inspected.NetworkSettings).Networks);
  return {
    id: text(raw.Id),
    name: nameOf(raw),
    image: text(raw.Image),
    state,
    running: state === 'running' || state === 'paused',
    labels: labels(raw.Labels),
    networkMode: text(record(raw.HostConfig).NetworkMode),
    endpoints: Object.entries(record(record(raw.NetworkSettings).Networks)).map(([network, endpoint]) =>
      toEndpoint(network, record(endpoint), record(details[network])),
    ),
    ports: records(raw.Ports).flatMap(toPort),
    mounts: records(raw.Mounts).map(toMount),
    links: toLinks(record(inspected.HostConfig).Links),
    imageVolumes: Object.keys(record(record(image.Config).Volumes)),
  };
}

/** `/web`, and where others link to it, `/app/web` too: the one without a second slash is its own. */
function nameOf({ Names, Id }: Raw): string {
  const names = list(Names).map(text);
  const own = names.find((name) => /^\/?[^/]+$/.test(name)) ?? names[0];
  return own?.replace(/^\//, '') || text(Id).slice(0, 12);
}

function toEndpoint(network: string, raw: Raw, details: Raw): Endpoint {
  const names = [...list(details.Aliases), ...list(details.DNSNames), ...list(raw.Aliases)].map(text);
  return {
    network,
    aliases: [...new Set(names)].filter((name) => name !== ''),
    ...optional('ip', text(raw.IPAddress)),
    ...optional('ipv6', text(raw.GlobalIPv6Address)),
    ...optional('gateway', text(raw.Gateway)),
  };
}

function toPort({ PrivatePort, Type, IP, PublicPort }: Raw): Port[] {
  if (typeof PrivatePort !== 'number') return [];
  const port = { port: PrivatePort, protocol: text(Type) || 'tcp' };
  return typeof PublicPort === 'number' ? [{ ...port, published: { address: text(IP), port: PublicPort } }] : [port];
}

function toMount({ Type, Name, Destination, RW }: Raw): Mount {
  return { type: text(Type), target: text(Destination), writable: RW !== false, ...optional('volume', text(Name)) };
}

/** `/db:/web/database`: web finds db as database. */
function toLinks(raw: unknown): Record<string, string> {
  const links: Record<string, string> = {};
  for (const link of list(raw).map(text)) {
    const [target = '', place = ''] = link.split(':');
    const alias = place.split('/').at(-1);
    if (alias) links[alias] = target.replace(/^\//, '');
  }
  return links;
}

function toVolume(raw: Raw): Volume {
  return {
    name: text(raw.Name),
    driver: text(raw.Driver),
    scope: text(raw.Scope) || 'local',
    mountpoint: text(raw.Mountpoint),
    labels: labels(raw.Labels),
    options: labels(raw.Options),
    ...time(raw.CreatedAt),
  };
}

function toNetwork(raw: Raw): Network {
  return {
    id: text(raw.Id),
    name: text(raw.Name),
    driver: text(raw.Driver),
    scope: text(raw.Scope) || 'local',
    internal: raw.Internal === true,
    attachable: raw.Attachable === true,
    ingress: raw.Ingress === true,
    subnets: records(record(raw.IPAM).Config).map(({ Subnet, Gateway }) => ({
      subnet: text(Subnet),
      // Podman writes a nothing of its language where there is no gateway.
      ...optional('gateway', text(Gateway).replace('<nil>', '')),
    })),
    labels: labels(raw.Labels),
    options: labels(raw.Options),
    ...time(raw.Created),
  };
}

type Raw = Readonly<Record<string, unknown>>;

function record(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function records(value: unknown): Raw[] {
  return list(value).map(record);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function labels(value: unknown): Labels {
  return Object.fromEntries(Object.entries(record(value)).map(([name, label]) => [name, text(label)]));
}

function optional<Name extends string>(name: Name, value: string): { [Key in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { [Key in Name]?: string });
}

/** Engines that do not know when say the year 1. */
function time(value: unknown): { created?: number } {
  const milliseconds = Date.parse(text(value));
  return milliseconds > 0 ? { created: milliseconds } : {};
}

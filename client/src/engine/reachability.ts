/** Who can talk to whom, by which name and port, and if not, why not and what would change it. Pure: a snapshot in, verdicts out. */
import { quote } from '../sidebar/run.ts';
import { namesOn, resolvesNames } from './networks.ts';
import type { Container, Endpoint, Network, Port, Snapshot } from './snapshot.ts';

/** `name`: names resolve; `address`: only by IP address; `published`: only round by the machine's published port. */
export type ReachVerdict = 'name' | 'address' | 'published' | 'no';

export type Way =
  /** On a network that both are on. */
  | { readonly via: 'network'; readonly network: string; readonly names: readonly string[]; readonly address: string }
  /** In the same network namespace: `localhost`. */
  | { readonly via: 'localhost' }
  /** From the machine's own namespace to the container's address. */
  | { readonly via: 'machine'; readonly network: string; readonly address: string }
  /** To a container in the machine's namespace, at the gateway of one's own network. */
  | { readonly via: 'gateway'; readonly address: string }
  | { readonly via: 'published'; readonly address: string; readonly port: number; readonly target: string };

export type Obstacle =
  | { readonly code: 'stopped'; readonly container: string }
  | { readonly code: 'noNetwork'; readonly container: string }
  | { readonly code: 'noCommonNetwork'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly code: 'isolated'; readonly network: string }
  | { readonly code: 'loopbackOnly'; readonly ports: readonly number[] }
  | { readonly code: 'internal'; readonly container: string }
  | { readonly code: 'noWayToMachine'; readonly container: string }
  | { readonly code: 'inMachineNamespace'; readonly container: string };

export interface Reach {
  readonly verdict: ReachVerdict;
  readonly ways: readonly Way[];
  /** The ports it is known to listen on: `80/tcp`. On a common network every port is open, published or not. */
  readonly ports: readonly string[];
  readonly obstacles: readonly Obstacle[];
  /** What would make it reachable by name; nothing runs by itself. */
  readonly commands: readonly string[];
}

/** A snapshot, ready to be asked about pairs. */
export interface World {
  readonly containers: readonly Container[];
  readonly byId: ReadonlyMap<string, Container>;
  readonly networks: ReadonlyMap<string, Network>;
}

export function toWorld({ containers, networks }: Snapshot): World {
  return {
    containers,
    byId: new Map(containers.map((container) => [container.id, container])),
    networks: new Map(networks.map((network) => [network.name, network])),
  };
}

/** Whether `from` can open a connection to what `to` listens on. */
export function reach(world: World, from: Container, to: Container): Reach {
  const stopped = [from, to].filter(({ running }) => !running);
  if (stopped.length > 0) {
    return no(
      to,
      stopped.map(({ name }) => ({ code: 'stopped', container: name })),
      stopped.map(({ name }) => `docker start ${quote(name)}`),
    );
  }
  const [a, b] = [ownerOf(world, from), ownerOf(world, to)];
  if (a.id === b.id || (isHost(a) && isHost(b))) return yes(to, [{ via: 'localhost' }]);
  if (isHost(a)) return fromMachine(world, b, to);
  if (isHost(b)) return toMachine(world, a, to);
  return overNetworks(world, a, b, to);
}

/** The container whose network namespace it lives in: its own, but with `--network container:` another's. */
export function ownerOf(world: World, container: Container): Container {
  let owner = container;
  for (let steps = 0; steps < 8; steps += 1) {
    const id = /^container:(.+)$/.exec(owner.networkMode)?.[1];
    const next = id === undefined ? undefined : findContainer(world, id);
    if (next === undefined) break;
    owner = next;
  }
  return owner;
}

function findContainer({ byId, containers }: World, id: string): Container | undefined {
  return byId.get(id) ?? containers.find((one) => one.name === id || (id.length >= 12 && one.id.startsWith(id)));
}

function isHost({ networkMode }: Container): boolean {
  return networkMode === 'host';
}

/** With a network at all: `none` is a network for the API, but has no address. */
function plugs(world: World, { endpoints }: Container): { endpoint: Endpoint; network: Network }[] {
  return endpoints.flatMap((endpoint) => {
    const network = world.networks.get(endpoint.network);
    return network === undefined || network.driver === 'null' || network.driver === 'host' || network.ingress
      ? []
      : [{ endpoint, network }];
  });
}

function overNetworks(world: World, a: Container, b: Container, to: Container): Reach {
  const [mine, theirs] = [plugs(world, a), plugs(world, b)];
  const ways: Way[] = [];
  const obstacles: Obstacle[] = [];
  for (const { endpoint, network } of theirs) {
    if (!mine.some((plug) => plug.network.name === network.name)) continue;
    if (network.options['com.docker.network.bridge.enable_icc'] === 'false') {
      obstacles.push({ code: 'isolated', network: network.name });
    } else {
      const names = [...namesOn(network, b), ...(resolvesNames(network) ? [] : linkedNames(a, b))];
      ways.push({ via: 'network', network: network.name, names, address: endpoint.ip ?? endpoint.ipv6 ?? '' });
    }
  }
  const commands = () => connectCommands(a, b, mine, theirs, obstacles.length > 0);
  if (ways.some((way) => way.via === 'network' && way.names.length > 0)) return yes(to, ways);
  if (ways.length > 0) return { ...yes(to, ways), verdict: 'address', commands: commands() };
  const changes = commands();
  for (const [one, plugged] of [[a, mine] as const, [b, theirs] as const]) {
    if (plugged.length === 0) obstacles.push({ code: 'noNetwork', container: one.name });
  }
  if (obstacles.length === 0) {
    const names = (all: typeof mine) => all.map(({ network }) => network.name);
    obstacles.push({ code: 'noCommonNetwork', from: names(mine), to: names(theirs) });
  }
  const round = mine.length === 0 ? { ways: [], obstacles: [] } : roundByMachine(world, a, b, mine);
  return {
    ...no(to, [...obstacles, ...round.obstacles], changes),
    verdict: round.ways.length > 0 ? 'published' : 'no',
    ways: round.ways,
  };
}

/** `--link`, which writes the name into the hosts file of one container. */
function linkedNames({ links }: Container, { name }: Container): string[] {
  return Object.keys(links).filter((alias) => links[alias] === name);
}

/** Out to an address of the machine, and in again where a port is published on it. */
function roundByMachine(
  world: World,
  a: Container,
  b: Container,
  mine: ReturnType<typeof plugs>,
): { ways: Way[]; obstacles: Obstacle[] } {
  const published = b.ports.filter((port) => port.published !== undefined);
  if (published.length === 0) return { ways: [], obstacles: [] };
  const open = unique(published.filter((port) => !isLoopback(port)));
  if (open.length === 0) {
    const ports = published.map((port) => port.published?.port ?? 0);
    return { ways: [], obstacles: [{ code: 'loopbackOnly', ports: [...new Set(ports)] }] };
  }
  const gateway = machineSeenFrom(world, mine);
  if (gateway === undefined) {
    const internal = mine.length > 0 && mine.every(({ network }) => network.internal);
    return { ways: [], obstacles: [{ code: internal ? 'internal' : 'noWayToMachine', container: a.name }] };
  }
  const ways = open.map(({ port, protocol, published: at }): Way => {
    const everywhere = /^(?:0\.0\.0\.0|::|)$/.test(at?.address ?? '');
    const address = everywhere ? gateway : (at?.address ?? gateway);
    return { via: 'published', address, port: at?.port ?? port, target: `${port}/${protocol}` };
  });
  return { ways, obstacles: [] };
}

/** The machine's address on a network that leads out: a bridge's gateway; an overlay leads out by docker_gwbridge. */
function machineSeenFrom(world: World, mine: ReturnType<typeof plugs>): string | undefined {
  const leadsOut = mine.filter(({ network }) => !network.internal);
  for (const { endpoint, network } of leadsOut) {
    const gateway = endpoint.gateway ?? network.subnets.find((subnet) => subnet.gateway)?.gateway;
    if (network.driver === 'bridge' && gateway) return gateway;
  }
  if (!leadsOut.some(({ network }) => network.driver === 'overlay')) return undefined;
  return world.networks.get('docker_gwbridge')?.subnets[0]?.gateway;
}

/** The machine has a foot in every bridge, internal ones too; macvlan and ipvlan children are hidden from their parent. */
function fromMachine(world: World, b: Container, to: Container): Reach {
  const ways: Way[] = unique(b.ports).flatMap(({ port, protocol, published }): Way[] => {
    if (published === undefined) return [];
    const everywhere = /^(?:0\.0\.0\.0|::|)$/.test(published.address);
    const address = everywhere ? 'localhost' : published.address;
    return [{ via: 'published', address, port: published.port, target: `${port}/${protocol}` }];
  });
  const theirs = plugs(world, b);
  for (const { endpoint, network } of theirs) {
    if (network.driver === 'bridge' && endpoint.ip)
      ways.push({ via: 'machine', network: network.name, address: endpoint.ip });
  }
  if (ways.length > 0) return { ...yes(to, ways), verdict: ways[0]?.via === 'published' ? 'published' : 'address' };
  const obstacle: Obstacle =
    theirs.length === 0 ? { code: 'noNetwork', container: b.name } : { code: 'noWayToMachine', container: b.name };
  return no(
    to,
    [obstacle],
    theirs.length === 0 ? plugIn(b, 'bridge') : [`docker network connect bridge ${quote(b.name)}`],
  );
}

function toMachine(world: World, a: Container, to: Container): Reach {
  const mine = plugs(world, a);
  // On an internal bridge, the gateway itself is the one address outside that answers.
  const bridge = mine.find(({ network }) => network.driver === 'bridge');
  const address = machineSeenFrom(world, mine) ?? bridge?.endpoint.gateway ?? bridge?.network.subnets[0]?.gateway;
  if (address) return { ...yes(to, [{ via: 'gateway', address }]), verdict: 'address' };
  const obstacle: Obstacle =
    mine.length === 0 ? { code: 'noNetwork', container: a.name } : { code: 'noWayToMachine', container: a.name };
  const commands = mine.length === 0 ? plugIn(a, 'bridge') : [`docker network connect bridge ${quote(a.name)}`];
  return no(to, [obstacle, { code: 'inMachineNamespace', container: to.name }], commands);
}

/** Puts both on one network with names: the target's, else the asker's, else a new one. */
function connectCommands(
  a: Container,
  b: Container,
  mine: ReturnType<typeof plugs>,
  theirs: ReturnType<typeof plugs>,
  isolated: boolean,
): string[] {
  const joinable = (all: typeof mine) =>
    isolated
      ? undefined
      : (all.filter(canBeJoined).find(({ network }) => !network.internal) ?? all.find(canBeJoined))?.network.name;
  const [ofB, ofA] = [joinable(theirs), joinable(mine)];
  if (ofB !== undefined) return plugIn(a, ofB, mine.length === 0);
  if (ofA !== undefined) return plugIn(b, ofA, theirs.length === 0);
  return [
    'docker network create app-net',
    ...plugIn(a, 'app-net', mine.length === 0),
    ...plugIn(b, 'app-net', theirs.length === 0),
  ];
}

function canBeJoined({ network }: { network: Network }): boolean {
  return resolvesNames(network) && (network.scope !== 'swarm' || network.attachable);
}

/** A container that was started with `none` must leave it first. */
function plugIn({ name, networkMode }: Container, network: string, alone = true): string[] {
  const connect = `docker network connect ${quote(network)} ${quote(name)}`;
  return alone && networkMode === 'none' ? [`docker network disconnect none ${quote(name)}`, connect] : [connect];
}

function yes(to: Container, ways: readonly Way[]): Reach {
  return { verdict: 'name', ways, ports: portsOf(to), obstacles: [], commands: [] };
}

function no(to: Container, obstacles: readonly Obstacle[], commands: readonly string[]): Reach {
  return { verdict: 'no', ways: [], ports: portsOf(to), obstacles, commands };
}

function portsOf({ ports }: Container): string[] {
  return [...new Set(ports.map(({ port, protocol }) => `${port}/${protocol}`))];
}

function isLoopback({ published }: Port): boolean {
  return /^(?:127\.|::1$)/.test(published?.address ?? '');
}

/** A port that is published for IPv4 and IPv6 comes twice. */
function unique(ports: readonly Port[]): Port[] {
  const seen = new Set<string>();
  return ports.filter(({ port, protocol, published }) => {
    const address = published?.address.replace(/^::$/, '0.0.0.0').replace(/^::1$/, '127.0.0.1');
    const key = [port, protocol, address, published?.port].join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

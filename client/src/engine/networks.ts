/** What a network is and who is on it. Pure: a snapshot in, facts out. */
import type { Container, Network, Snapshot } from './snapshot.ts';

export type NetworkVerdict = 'used' | 'safe' | 'builtin';

export interface NetworkMember {
  readonly container: string;
  readonly running: boolean;
  readonly address: string;
  /** What others on this network may call it; empty where no names are resolved. */
  readonly names: readonly string[];
}

export interface NetworkFacts {
  readonly network: Network;
  readonly members: readonly NetworkMember[];
  /** Whether containers find each other by name here. */
  readonly resolvesNames: boolean;
  readonly project?: string;
  readonly verdict: NetworkVerdict;
}

const predefined: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'podman', 'ingress', 'docker_gwbridge']);

/** The reader's own networks first, then by name. */
export function networkFacts({ networks, containers }: Snapshot): NetworkFacts[] {
  const members = membersByNetwork(containers);
  const rank = ({ verdict }: NetworkFacts) => (verdict === 'builtin' ? 1 : 0);
  return networks
    .map((network) => factsOf(network, members.get(network.name) ?? []))
    .sort((a, b) => rank(a) - rank(b) || (a.network.name < b.network.name ? -1 : 1));
}

/** Those that the engine makes itself and does not let go. */
export function isPredefined({ name, ingress }: Network): boolean {
  return ingress || predefined.has(name);
}

/** The default bridge, and Podman's, know addresses only; a network that somebody created has a DNS. */
export function resolvesNames({ name, driver, ingress }: Network): boolean {
  return !ingress && !predefined.has(name) && driver !== 'host' && driver !== 'null';
}

/** What the others on a network may call a container: its name, its aliases, and the service it is a task of. */
export function namesOn(network: Network, container: Container): string[] {
  if (!resolvesNames(network)) return [];
  const endpoint = container.endpoints.find((one) => one.network === network.name);
  const service = container.labels['com.docker.swarm.service.name'];
  return [
    ...new Set([container.name, ...(endpoint?.aliases ?? []), ...(service === undefined ? [] : [service])]),
  ].filter((name) => name !== container.id.slice(0, 12));
}

function membersByNetwork(containers: readonly Container[]): Map<string, Container[]> {
  const members = new Map<string, Container[]>();
  for (const container of containers) {
    for (const { network } of container.endpoints) {
      members.set(network, [...(members.get(network) ?? []), container]);
    }
  }
  return members;
}

function factsOf(network: Network, containers: readonly Container[]): NetworkFacts {
  const project = network.labels['com.docker.compose.project'];
  return {
    network,
    members: containers.map((container) => memberOf(network, container)),
    resolvesNames: resolvesNames(network),
    ...(project === undefined ? {} : { project }),
    verdict: isPredefined(network) ? 'builtin' : containers.length > 0 ? 'used' : 'safe',
  };
}

function memberOf(network: Network, container: Container): NetworkMember {
  const endpoint = container.endpoints.find((one) => one.network === network.name);
  const addresses = [endpoint?.ip, endpoint?.ipv6].filter((address) => address !== undefined);
  return {
    container: container.name,
    running: container.running,
    address: addresses.join(', '),
    names: namesOn(network, container),
  };
}

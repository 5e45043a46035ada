/** The facts about an engine in words: one function for each thing there is to say. */
import * as l10n from '@vscode/l10n';
import type { Trouble } from './engine.ts';
import type { Obstacle, Reach, ReachVerdict, Way } from './reachability.ts';
import type { Network } from './snapshot.ts';
import type { VolumeFacts, VolumeReason } from './volumes.ts';

export function troubleSentence({ code, where, detail }: Trouble): string {
  switch (code) {
    case 'browser':
      return l10n.t(
        'VS Code in a browser cannot reach a Docker Engine. Open the folder in VS Code on the machine where Docker runs, and this shows what is there.',
      );
    case 'untrusted':
      return l10n.t('This folder is not trusted, so the Docker Engine is not asked until you trust it.');
    case 'missing':
      return l10n.t(
        'There is no Docker Engine at `{where}`. Start Docker, or set `dockerfileMentor.engine.host` to where it is.',
        { where },
      );
    case 'permission':
      return l10n.t(
        'Your user may not talk to the Docker Engine at `{where}`. On Linux, members of the group `docker` may, which makes them as powerful as root.',
        { where },
      );
    case 'refused':
      return l10n.t('Nothing listens at `{where}`: is Docker running?', { where });
    case 'timeout':
      return l10n.t('The Docker Engine at `{where}` does not answer.', { where });
    case 'certificate':
      return l10n.t('The TLS certificates for `{where}` do not fit: {detail}', { where, detail });
    case 'context':
      return l10n.t('The Docker context `{where}` is not there: `docker context ls` names those that are.', { where });
    case 'address':
      return l10n.t(
        '`{where}` is not the address of a Docker Engine: that begins with `unix://`, `npipe://`, `tcp://` or `ssh://`.',
        { where },
      );
    case 'lost':
      return l10n.t(
        'The Docker Engine at `{where}` has stopped. As soon as it answers again, this shows what is there.',
        {
          where,
        },
      );
    case 'failed':
      return l10n.t('The Docker Engine at `{where}` cannot be asked: {detail}', { where, detail });
  }
}

export function volumeVerdict({ verdict, reasons }: VolumeFacts): string {
  if (verdict === 'used') return l10n.t('in use');
  if (verdict === 'safe') return l10n.t('safe to delete');
  return reasons.some(({ code }) => code === 'holds')
    ? l10n.t('holds data nobody uses')
    : l10n.t('unused, may hold data');
}

export function volumeReason(reason: VolumeReason): string {
  switch (reason.code) {
    case 'running':
      return l10n.t('Mounted by containers that run: {names}.', { names: codes(reason.containers) });
    case 'stopped':
      return l10n.t(
        'Mounted by containers that are stopped: {names}. They find their data in it when they start again, so the engine refuses to delete it.',
        { names: codes(reason.containers) },
      );
    case 'unused':
      return l10n.t('No container mounts it, running or stopped.');
    case 'empty':
      return l10n.t('It is empty.');
    case 'holds':
      return l10n.t('It holds {size}. Whoever deletes it loses that for good.', { size: sizeText(reason.size) });
    case 'sizeUnknown':
      return l10n.t('How much it holds is not known yet, so take it for full.');
    case 'elsewhere':
      return l10n.t('Its data lies at `{device}` and stays there: only the settings of the volume would go.', {
        device: reason.device,
      });
    case 'memory':
      return l10n.t('It lies in memory, and is empty as soon as nobody mounts it.');
    case 'plugin':
      return l10n.t('The driver `{driver}` keeps its data and decides what deleting it means.', {
        driver: reason.driver,
      });
    case 'project':
      return l10n.t('It belongs to the Compose project `{project}`, which mounts it again with `docker compose up`.', {
        project: reason.project,
      });
    case 'orphan':
      return l10n.t('It has no name that anybody chose, so no new container will mount it by itself.');
  }
}

/** What a network of this kind is. */
export function networkMeaning(network: Network): string {
  const { driver, name, internal, ingress } = network;
  return [
    ingress ? ingressMeaning() : driverMeaning(driver, name),
    ...membership(network),
    ...(internal ? [l10n.t('It is internal: no way leads out of it.')] : []),
  ].join(' ');
}

/** Who can join it, and who cannot reach it, where that surprises. */
function membership({ driver, ingress, attachable, options }: Network): string[] {
  if (driver === 'overlay' && !ingress) {
    return attachable
      ? [l10n.t('It is attachable: containers join it as services do.')]
      : [l10n.t('Only services of the swarm join it: containers could if it had been created with `--attachable`.')];
  }
  if (driver !== 'macvlan' && driver !== 'ipvlan') return [];
  const { parent } = options;
  return [
    ...(parent ? [l10n.t('It goes out over `{parent}`.', { parent: parent.replaceAll('`', "'") })] : []),
    l10n.t('This machine itself does not reach its containers, nor do they reach it.'),
  ];
}

function ingressMeaning(): string {
  return l10n.t('Takes requests to the published ports of a swarm on every machine and hands them to a task.');
}

function driverMeaning(driver: string, name: string): string {
  switch (driver) {
    case 'bridge':
      return name === 'bridge' || name === 'podman'
        ? l10n.t(
            'A switch inside this machine, for containers that were given no other network. They reach each other by address only: names are not resolved here.',
          )
        : l10n.t(
            'A switch inside this machine. The containers on it find each other by name; to the world outside they look like this machine.',
          );
    case 'host':
      return l10n.t('No network of its own: the container uses this machine’s addresses and ports directly.');
    case 'null':
      return l10n.t('No network at all: the container has only its own `localhost`.');
    case 'overlay':
      return l10n.t('One network across all machines of a swarm.');
    case 'macvlan':
      return l10n.t('Every container has a MAC and an IP address of its own on the physical network, like a machine.');
    case 'ipvlan':
      return l10n.t(
        'Every container has an IP address of its own on the physical network, behind this machine’s MAC address.',
      );
    default:
      return l10n.t('A network of the driver `{driver}`, which is a plugin.', { driver });
  }
}

export function reachVerdict(verdict: ReachVerdict): string {
  switch (verdict) {
    case 'name':
      return l10n.t('yes');
    case 'address':
      return l10n.t('by address only');
    case 'published':
      return l10n.t('by the published port only');
    case 'no':
      return l10n.t('no');
  }
}

export function waySentence(way: Way, ports: readonly string[]): string {
  switch (way.via) {
    case 'network':
      return l10n.t('On the network `{network}`: {addresses}', {
        network: way.network,
        addresses: addresses([...way.names, way.address], ports),
      });
    case 'localhost':
      return l10n.t('They share one network namespace: {addresses}', { addresses: addresses(['localhost'], ports) });
    case 'machine':
      return l10n.t('On Linux, at its address on `{network}`: {addresses}', {
        network: way.network,
        addresses: addresses([way.address], ports),
      });
    case 'gateway':
      return l10n.t('At this machine’s address on its network, unless a firewall forbids it: {addresses}', {
        addresses: addresses([way.address], ports),
      });
    case 'published':
      return l10n.t('By the published port: `{address}` leads to `{target}` in the container.', {
        address: `${bracketed(way.address)}:${way.port}`,
        target: way.target,
      });
  }
}

/** Without a port that is known, any that it listens on is meant. */
function addresses(names: readonly string[], ports: readonly string[]): string {
  const known = names.filter((name) => name !== '');
  if (ports.length === 0) return l10n.t('{names}, at any port it listens on', { names: codes(known) });
  return codes(known.flatMap((name) => ports.map((port) => `${bracketed(name)}:${port.replace(/\/tcp$/, '')}`)));
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

export function obstacleSentence(obstacle: Obstacle): string {
  switch (obstacle.code) {
    case 'stopped':
      return l10n.t('`{container}` is not running.', { container: obstacle.container });
    case 'noNetwork':
      return l10n.t('`{container}` has no network.', { container: obstacle.container });
    case 'noCommonNetwork':
      return l10n.t('They share no network: one is on {from}, the other on {to}.', {
        from: codes(obstacle.from),
        to: codes(obstacle.to),
      });
    case 'isolated':
      return l10n.t('The network `{network}` keeps its containers apart (`enable_icc=false`).', {
        network: obstacle.network,
      });
    case 'loopbackOnly':
      return l10n.t('Its published ports listen on `127.0.0.1`, for this machine alone.');
    case 'internal':
      return l10n.t('`{container}` is on internal networks only, so it cannot reach the published port either.', {
        container: obstacle.container,
      });
    case 'noWayToMachine':
      return l10n.t(
        'This machine and `{container}` do not reach each other: this machine has no address on its networks.',
        {
          container: obstacle.container,
        },
      );
    case 'inMachineNamespace':
      return l10n.t('`{container}` uses this machine’s own network and can join no other.', {
        container: obstacle.container,
      });
  }
}

/** What stands above the commands that would change it. */
export function commandCaption({ verdict }: Reach): string {
  switch (verdict) {
    case 'address':
      return l10n.t('On a network that you create, names are resolved too:');
    case 'published':
      return l10n.t('Without the way round, and by name:');
    default:
      return l10n.t('This would allow it:');
  }
}

/** As Docker writes it: powers of ten. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `3 days ago`, in the reader's language. */
export function ageText(created: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = Math.max(0, Math.round((now - created) / 60_000));
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 48 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  const days = Math.round(minutes / 1440);
  if (days < 60) return format.format(-days, 'day');
  return days < 730 ? format.format(-Math.round(days / 30), 'month') : format.format(-Math.round(days / 365), 'year');
}

export function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name.replaceAll('`', "'")}\``).join(l10n.t(', '));
}

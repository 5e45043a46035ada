import * as l10n from '@vscode/l10n';
import type { Output } from '../../../answers/run.ts';
import { Draft, quoted } from './output.ts';
import type { Plan, PlannedPort } from './plan.ts';
import { broughtByImage, why } from './reasons.ts';

/** The Compose file of the container: one machine, `docker compose up`. */
export function composeFile(plan: Plan): Output {
  const { draft, service } = begin(plan);
  draft.put([...service, 'image'], plan.image, l10n.t('The image; `docker compose build` gives it this name.'));
  draft.put([...service, 'build', 'context'], '.', l10n.t('Where the image is built from, if it is not there.'));
  const { dockerfile, target } = plan.build;
  if (dockerfile) draft.put([...service, 'build', 'dockerfile'], dockerfile);
  if (target) draft.put([...service, 'build', 'target'], target, l10n.t('The stage that you chose.'));
  draft.put([...service, 'restart'], plan.restart, why.restart(plan));
  putNetwork(draft, plan);
  putPorts(draft, plan);
  putVolumes(draft, plan);
  putEnvironment(draft, plan);
  if (plan.readOnly) {
    draft.put([...service, 'read_only'], true, why.readOnly());
    draft.put([...service, 'tmpfs'], ['/tmp'], why.temporary());
  }
  putLimits(draft, plan);
  declare(draft, plan, {});
  return { ...draft.render(), notes: broughtByImage(plan) };
}

/** The stack for a Swarm: `docker stack deploy`. */
export function swarmStack(plan: Plan): Output {
  const { draft, service } = begin(plan);
  draft.put([...service, 'image'], plan.image, why.pulledImage());
  putPorts(draft, plan, onEveryNode);
  putSwarmNetwork(draft, plan);
  putVolumes(draft, plan);
  if (plan.readOnly) {
    draft.put([...service, 'read_only'], true, why.readOnly());
    const mount = { type: 'tmpfs', target: '/tmp' };
    draft.put([...service, 'volumes', plan.volumes.length], mount, why.temporary());
  }
  putEnvironment(draft, plan);
  putDeployment(draft, plan);
  putLimits(draft, plan);
  declare(draft, plan, { driver: 'overlay' });
  const notes = [
    ...broughtByImage(plan),
    ...(plan.volumes.length > 0
      ? [
          l10n.t(
            'A volume is on the node where the task runs: on another node the task finds an empty one, unless a driver shares it.',
          ),
        ]
      : []),
  ];
  return { ...draft.render(), notes };
}

type Path = readonly [string, string];

function begin(plan: Plan): { draft: Draft; service: Path } {
  const draft = new Draft();
  const service = serviceOf(plan);
  draft.put(service, {}, l10n.t('The service; others on its network find it by this name.'));
  return { draft, service };
}

/** Names of services, volumes and networks are keys: `name` fits them all. */
function serviceOf({ name }: Plan): Path {
  return ['services', name];
}

function isPublishing({ network }: Plan): boolean {
  return network.kind === 'default' || network.kind === 'named';
}

function putPorts(draft: Draft, plan: Plan, entryOf = onHost): void {
  if (!isPublishing(plan)) return;
  const published = plan.ports.filter(({ host }) => host !== undefined);
  for (const [at, port] of published.entries()) {
    const { text, reason } = entryOf(port);
    draft.put([...serviceOf(plan), 'ports', at], quoted(text), reason, port.range);
  }
}

function onHost(port: PlannedPort): { text: string; reason: string } {
  return { text: shortPort(port), reason: why.port(port) };
}

/** A swarm publishes on every address of every node: an address would be ignored. */
function onEveryNode(planned: PlannedPort): { text: string; reason: string } {
  const { port, protocol } = planned;
  const host = planned.host?.replace(/^.*:/, '') ?? '';
  const text = l10n.t(
    'From `EXPOSE`: port {port}/{protocol} of the container is reached at `{host}` of every node, whatever its address.',
    {
      port,
      protocol,
      host,
    },
  );
  return { text: shortPort({ ...planned, host }), reason: text };
}

function shortPort({ host, port, protocol }: PlannedPort): string {
  return `${host}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

function putVolumes(draft: Draft, plan: Plan): void {
  for (const [at, volume] of plan.volumes.entries()) {
    const path = [...serviceOf(plan), 'volumes', at];
    // The short form cannot express a path with a colon.
    const hasColon = volume.path.includes(':');
    const mount = hasColon
      ? { type: 'volume', source: volume.name, target: volume.path }
      : `${volume.name}:${volume.path}`;
    draft.put(path, mount, why.volume(volume), volume.range);
  }
}

function putEnvironment(draft: Draft, plan: Plan): void {
  for (const { name, value, range } of plan.env) {
    // Compose would put in a variable at each dollar.
    const text = value.replaceAll('$', '$$$$');
    draft.put([...serviceOf(plan), 'environment', name], text, why.environment(range !== undefined), range);
  }
}

function putNetwork(draft: Draft, plan: Plan): void {
  const { network } = plan;
  if (network.kind === 'named') draft.put([...serviceOf(plan), 'networks', 0], network.name, why.network());
  if (network.kind === 'host') draft.put([...serviceOf(plan), 'network_mode'], 'host', why.hostNetwork());
  if (network.kind === 'none') draft.put([...serviceOf(plan), 'network_mode'], 'none', why.noNetwork());
}

/** A stack knows no `network_mode`: the engine's own networks are named as networks from outside. */
function putSwarmNetwork(draft: Draft, plan: Plan): void {
  const { kind } = plan.network;
  if (kind !== 'host' && kind !== 'none') {
    putNetwork(draft, plan);
    return;
  }
  const reason = kind === 'host' ? why.hostNetwork() : why.noNetwork();
  draft.put([...serviceOf(plan), 'networks', 0], 'outside', reason);
  const external = l10n.t('A network that is there already, by its name in the engine.');
  draft.put(['networks', 'outside'], { external: true, name: kind }, external);
}

function putLimits(draft: Draft, { name, memory, cpus }: Plan): void {
  const limits = ['services', name, 'deploy', 'resources', 'limits'];
  if (cpus) draft.put([...limits, 'cpus'], cpus, why.cpus());
  if (memory) draft.put([...limits, 'memory'], memory.compose, why.memory());
}

function putDeployment(draft: Draft, plan: Plan): void {
  const deploy = [...serviceOf(plan), 'deploy'];
  draft.put([...deploy, 'replicas'], 1, l10n.t('How many containers run, on whichever nodes have room.'));
  const condition = plan.restart === 'no' ? 'none' : plan.restart === 'on-failure' ? 'on-failure' : 'any';
  draft.put([...deploy, 'restart_policy', 'condition'], condition, restartReason(condition));
  const order = plan.volumes.length > 0 ? 'stop-first' : 'start-first';
  draft.put([...deploy, 'update_config', 'order'], order, orderReason(order));
  const rollback = l10n.t('An update whose new task fails is taken back.');
  draft.put([...deploy, 'update_config', 'failure_action'], 'rollback', rollback);
}

function restartReason(condition: 'none' | 'on-failure' | 'any'): string {
  if (condition === 'none') return l10n.t('A task that has ended is not replaced.');
  if (condition === 'on-failure') return l10n.t('A task that has failed is replaced.');
  return l10n.t('A task that has ended is replaced, whatever its status.');
}

function orderReason(order: 'stop-first' | 'start-first'): string {
  return order === 'stop-first'
    ? l10n.t('An update stops the old task before it starts the new one: both would write to the same volume.')
    : l10n.t('An update starts the new task before it stops the old one, so that one always answers.');
}

/** Volumes and networks, which must be declared at the top level too. */
function declare(draft: Draft, plan: Plan, network: object): void {
  for (const [at, { name, range }] of plan.volumes.entries()) {
    draft.put(['volumes', name], {}, at === 0 ? why.volumes() : undefined, range);
  }
  if (plan.network.kind === 'named') {
    draft.put(['networks', plan.network.name], network, l10n.t('The network; it is made with the services.'));
  }
}

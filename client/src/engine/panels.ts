/** What the views show of an engine: its state in, words and verdicts out. Pure, so that a thousand volumes can be timed. */
import * as l10n from '@vscode/l10n';
import type {
  EngineButton,
  EngineItem,
  EnginePanel,
  GridCell,
  ReachAnswer,
  ReachRow,
  Tone,
} from '../sidebar/enginePanel.ts';
import type { EngineState } from './live.ts';
import { type NetworkFacts, networkFacts } from './networks.ts';
import { type ReachVerdict, reach, toWorld, type World } from './reachability.ts';
import {
  ageText,
  codes,
  commandCaption,
  networkMeaning,
  obstacleSentence,
  reachVerdict,
  sizeText,
  troubleSentence,
  volumeReason,
  volumeVerdict,
  waySentence,
} from './sentences.ts';
import type { Container, Labels, Snapshot } from './snapshot.ts';
import { type VolumeFacts, volumeFacts } from './volumes.ts';

export interface Reader {
  readonly locale: string;
  readonly now: number;
}

/** A grid of more would not fit. */
const largestGrid = 12;

/** Stands for the machine itself where somebody asks what reaches a container. */
export const machine: Container = {
  id: 'machine',
  name: '',
  image: '',
  state: 'running',
  running: true,
  labels: {},
  networkMode: 'host',
  endpoints: [],
  ports: [],
  mounts: [],
  links: {},
  imageVolumes: [],
};

export function volumesPanel(state: EngineState, reader: Reader): EnginePanel {
  if (state.kind !== 'ready') return withoutEngine(state);
  const facts = volumeFacts(state.snapshot);
  const unused = facts.filter(({ verdict }) => verdict !== 'used');
  return {
    ...heading(),
    state: 'ready',
    text: `${engineSentence(state)} ${volumesSentence(facts, unused)}`,
    buttons: [
      button('create', l10n.t('New volume…')),
      ...(unused.length > 0 ? [button('prune', l10n.t('Clean up…'))] : []),
      button('refresh', l10n.t('Refresh')),
    ],
    items: facts.map((one) => volumeItem(one, reader)),
  };
}

export function networksPanel(state: EngineState, reader: Reader): EnginePanel {
  if (state.kind !== 'ready') return withoutEngine(state);
  const facts = networkFacts(state.snapshot);
  const unused = facts.filter(({ verdict }) => verdict === 'safe');
  const count = facts.length;
  return {
    ...heading(),
    state: 'ready',
    text: `${engineSentence(state)} ${count === 1 ? l10n.t('It has 1 network.') : l10n.t('It has {count} networks.', { count })}`,
    buttons: [
      button('create', l10n.t('New network…')),
      ...(unused.length > 0 ? [button('prune', l10n.t('Clean up…'))] : []),
      button('refresh', l10n.t('Refresh')),
    ],
    items: facts.map((one) => networkItem(one, reader)),
    reach: reachPanel(state.snapshot),
  };
}

/** What one container, or the machine, can reach; nothing where it is not there any more. */
export function reachAnswer(snapshot: Snapshot, from: string): ReachAnswer | undefined {
  const world = toWorld(snapshot);
  const asker = from === machine.id ? machine : world.byId.get(from);
  if (asker === undefined) return undefined;
  return {
    from,
    rows: inOrder(snapshot)
      .filter((one) => one !== asker)
      .map((one) => reachRow(world, asker, one)),
  };
}

function heading(): Pick<EnginePanel, 'title' | 'filter'> {
  return { title: l10n.t('On this machine'), filter: l10n.t('Filter by name, container or project') };
}

function withoutEngine(state: Exclude<EngineState, { kind: 'ready' }>): EnginePanel {
  const trouble = state.kind === 'trouble';
  // Where no engine can be, none can be asked again.
  const final = trouble && (state.trouble.code === 'browser' || state.trouble.code === 'untrusted');
  return {
    ...heading(),
    state: trouble ? 'trouble' : 'busy',
    text: trouble ? troubleSentence(state.trouble) : l10n.t('Asking the Docker Engine…'),
    buttons: trouble && !final ? [button('refresh', l10n.t('Try again'))] : [],
    items: [],
  };
}

function engineSentence({ name }: Extract<EngineState, { kind: 'ready' }>): string {
  return l10n.t('{product} {version} at `{address}`.', {
    product: name.product,
    version: name.version,
    address: name.address,
  });
}

function volumesSentence(all: readonly VolumeFacts[], unused: readonly VolumeFacts[]): string {
  if (all.length === 0) return l10n.t('It has no volumes yet.');
  const size = unused.reduce((sum, { volume }) => sum + (volume.size ?? 0), 0);
  const count = all.length;
  const have = count === 1 ? l10n.t('It has 1 volume.') : l10n.t('It has {count} volumes.', { count });
  if (unused.length === 0) return have;
  return `${have} ${l10n.t('Used by no container: {count}, with {size}.', { count: unused.length, size: sizeText(size) })}`;
}

function volumeItem(facts: VolumeFacts, reader: Reader): EngineItem {
  const { volume, verdict } = facts;
  const removable = verdict === 'used' ? [] : [button('remove', l10n.t('Delete…'))];
  return {
    id: volume.name,
    brief: volumeBrief(facts, reader),
    verdict: { text: volumeVerdict(facts), tone: verdict === 'safe' ? 'plain' : verdict === 'used' ? 'good' : 'fair' },
    reasons: facts.reasons.map(volumeReason),
    facts: volumeDetails(facts, reader),
    ...(facts.uses.length === 0 ? {} : { table: usesTable(facts) }),
    buttons: [button('inspect', l10n.t('Inspect as JSON')), ...removable],
  };
}

function volumeBrief({ volume, anonymous, origin }: VolumeFacts, { locale, now }: Reader): string {
  return [
    anonymous ? l10n.t('anonymous') : l10n.t('named'),
    ...(volume.driver === 'local' ? [] : [volume.driver]),
    ...(origin?.by === 'compose' ? [`Compose: ${origin.project}`] : []),
    ...(volume.size === undefined ? [] : [sizeText(volume.size)]),
    ...(volume.created === undefined ? [] : [ageText(volume.created, now, locale)]),
  ].join(' · ');
}

function volumeDetails({ volume, origin }: VolumeFacts, { locale, now }: Reader): [string, string][] {
  const details: [string, string][] = [
    [l10n.t('Driver'), codes([volume.driver])],
    [l10n.t('Size'), volume.size === undefined ? l10n.t('not known yet') : sizeText(volume.size)],
  ];
  if (volume.created !== undefined) details.push([l10n.t('Created'), ageText(volume.created, now, locale)]);
  if (origin !== undefined) details.push([l10n.t('Made by'), originText(origin)]);
  if (volume.mountpoint !== '') details.push([l10n.t('Where the engine keeps it'), codes([volume.mountpoint])]);
  return [
    ...details,
    ...labelDetails(l10n.t('Options'), volume.options),
    ...labelDetails(l10n.t('Labels'), volume.labels),
  ];
}

function originText(origin: NonNullable<VolumeFacts['origin']>): string {
  return origin.by === 'compose'
    ? l10n.t('the Compose project `{project}`, as its volume `{volume}`', {
        project: origin.project,
        volume: origin.volume,
      })
    : l10n.t('`VOLUME {path}` in the image `{image}`', { path: origin.path, image: origin.image });
}

function labelDetails(name: string, labels: Labels): [string, string][] {
  const entries = Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return entries.length === 0 ? [] : [[name, codes(entries)]];
}

function usesTable({ uses }: VolumeFacts): NonNullable<EngineItem['table']> {
  return {
    caption: l10n.t('Mounted in'),
    head: [l10n.t('Container'), l10n.t('Path'), l10n.t('Access'), l10n.t('State')],
    rows: uses.map(({ container, target, writable, running }) => [
      codes([container]),
      codes([target]),
      writable ? l10n.t('reads and writes') : l10n.t('reads only'),
      stateText(running),
    ]),
  };
}

function stateText(running: boolean): string {
  return running ? l10n.t('running') : l10n.t('stopped');
}

function networkItem(facts: NetworkFacts, reader: Reader): EngineItem {
  const { network, members, verdict } = facts;
  const words = { used: l10n.t('in use'), safe: l10n.t('safe to delete'), builtin: l10n.t('built in') };
  return {
    id: network.name,
    brief: [
      network.driver,
      ...network.subnets.map(({ subnet }) => subnet),
      ...(facts.project === undefined ? [] : [`Compose: ${facts.project}`]),
      members.length === 1 ? l10n.t('1 container') : l10n.t('{count} containers', { count: members.length }),
    ].join(' · '),
    verdict: { text: words[verdict], tone: verdict === 'used' ? 'good' : 'plain' },
    reasons: [networkMeaning(network), networkReason(facts)],
    facts: networkDetails(facts, reader),
    ...(members.length === 0 ? {} : { table: membersTable(facts) }),
    buttons: [
      button('inspect', l10n.t('Inspect as JSON')),
      ...(verdict === 'safe' ? [button('remove', l10n.t('Delete…'))] : []),
    ],
  };
}

function networkReason({ verdict }: NetworkFacts): string {
  switch (verdict) {
    case 'builtin':
      return l10n.t('The engine makes it by itself and does not let it go.');
    case 'safe':
      return l10n.t(
        'No container is on it, running or stopped. A network holds no data, and is made again at any time.',
      );
    case 'used':
      return l10n.t('Containers are on it. Those that are stopped would not start again without it.');
  }
}

function networkDetails({ network, project }: NetworkFacts, { locale, now }: Reader): [string, string][] {
  const scope = network.scope === 'swarm' ? l10n.t('all machines of the swarm') : l10n.t('this machine');
  const details: [string, string][] = [
    [l10n.t('Driver'), codes([network.driver])],
    [l10n.t('Reaches over'), scope],
  ];
  const gateways = network.subnets.flatMap(({ gateway }) => (gateway === undefined ? [] : [gateway]));
  if (network.subnets.length > 0) details.push([l10n.t('Subnets'), codes(network.subnets.map(({ subnet }) => subnet))]);
  if (gateways.length > 0) details.push([l10n.t('Gateway'), codes(gateways)]);
  if (network.created !== undefined) details.push([l10n.t('Created'), ageText(network.created, now, locale)]);
  if (project !== undefined) details.push([l10n.t('Made by'), l10n.t('the Compose project `{project}`', { project })]);
  return [
    ...details,
    ...labelDetails(l10n.t('Options'), network.options),
    ...labelDetails(l10n.t('Labels'), network.labels),
  ];
}

function membersTable({ members }: NetworkFacts): NonNullable<EngineItem['table']> {
  return {
    caption: l10n.t('Containers on it'),
    head: [l10n.t('Container'), l10n.t('Address'), l10n.t('Found as'), l10n.t('State')],
    rows: members.map(({ container, address, names, running }) => [
      codes([container]),
      address === '' ? l10n.t('none') : codes([address]),
      names.length === 0 ? l10n.t('its address only') : codes(names),
      stateText(running),
    ]),
  };
}

function reachPanel(snapshot: Snapshot): NonNullable<EnginePanel['reach']> {
  const containers = inOrder(snapshot).filter(({ running }) => running);
  const few = containers.length > 1 && containers.length <= largestGrid;
  return {
    title: l10n.t('Who reaches whom'),
    text:
      containers.length === 0
        ? l10n.t('No container is running, so there is nobody to reach.')
        : l10n.t(
            'From what the engine knows: which network each container is on. Whether something listens at a port, only the container knows.',
          ),
    label: l10n.t('From'),
    from: [
      ...(containers.length === 0 ? [] : [{ id: machine.id, name: l10n.t('this machine') }]),
      ...containers.map(({ id, name }) => ({ id, name })),
    ],
    ...(few ? { grid: grid(toWorld(snapshot), containers) } : {}),
    legend: few ? legend() : '',
  };
}

const signs: Record<ReachVerdict, string> = { name: '●', address: '◐', published: '○', no: '×' };
const verdictTones: Record<ReachVerdict, Tone> = { name: 'good', address: 'fair', published: 'fair', no: 'bad' };

function legend(): string {
  return (Object.keys(signs) as ReachVerdict[])
    .map((verdict) => `${signs[verdict]} ${reachVerdict(verdict)}`)
    .join(l10n.t(', '));
}

/** A head row of names, then a row for each container, which begins with its name. */
function grid(world: World, containers: readonly Container[]): GridCell[][] {
  const plain = (label: string): GridCell => ({ sign: label, label, tone: 'plain' });
  const corner = plain(l10n.t('from ↓ to →'));
  return [
    [corner, ...containers.map(({ name }) => plain(name))],
    ...containers.map((from) => [
      plain(from.name),
      ...containers.map((to): GridCell => {
        if (to === from) return { sign: '', label: l10n.t('itself'), tone: 'plain' };
        const { verdict } = reach(world, from, to);
        return { sign: signs[verdict], label: reachVerdict(verdict), tone: verdictTones[verdict] };
      }),
    ]),
  ];
}

function reachRow(world: World, from: Container, to: Container): ReachRow {
  const found = reach(world, from, to);
  const commands = found.commands.join('\n');
  return {
    to: to.name,
    verdict: { text: reachVerdict(found.verdict), tone: verdictTones[found.verdict] },
    lines: [...found.ways.map((way) => waySentence(way, found.ports)), ...found.obstacles.map(obstacleSentence)],
    ...(commands === '' ? {} : { caption: commandCaption(found), commands }),
  };
}

/** Those that run first, by name. */
function inOrder({ containers }: Snapshot): Container[] {
  const rank = ({ running }: Container) => (running ? 0 : 1);
  return [...containers].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function button(action: EngineButton['action'], label: string): EngineButton {
  return { action, label };
}

import * as l10n from '@vscode/l10n';
import type { EnginePanel, GridCell, ReachAnswer, ReachRow, Tone } from '../../sidebar/enginePanel.ts';
import { type ReachVerdict, reach, toWorld, type World } from '../reachability.ts';
import { commandCaption, obstacleSentence, reachVerdict, waySentence } from '../sentences.ts';
import type { Container, Snapshot } from '../snapshot.ts';

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

/** Who reaches whom: all at a glance where they are few, and the choice of one. */
export function reachPanel(snapshot: Snapshot): NonNullable<EnginePanel['reach']> {
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

import { describe, expect, test } from 'vitest';
import type { TroubleCode } from '../../../src/engine/engine.ts';
import type { EngineState } from '../../../src/engine/live.ts';
import { networksPanel, volumesPanel } from '../../../src/engine/panels/panels.ts';
import { reachAnswer } from '../../../src/engine/panels/reach.ts';
import { ageText, sizeText } from '../../../src/engine/sentences.ts';
import { type Snapshot, toSnapshot, withSizes } from '../../../src/engine/snapshot.ts';
import { isEnginePanel, isReachAnswer } from '../../../src/sidebar/enginePanel.ts';
import { itemHtml, panelHtml, reachHtml } from '../../../src/sidebar/page/engineHtml.ts';
import { container, network, snapshot, volume } from './world.ts';

const reader = { locale: 'en', now: Date.parse('2026-11-23T12:00:00Z') };

function ready(of: Snapshot): EngineState {
  const name = { product: 'Docker Engine', version: '29.0', address: 'unix:///x.sock', source: 'socket' } as const;
  return { kind: 'ready', name, snapshot: of };
}

const machine = snapshot({
  volumes: [volume('data', { CreatedAt: '2026-11-20T12:00:00Z' }), volume('left')],
  networks: [network('front', { IPAM: { Config: [{ Subnet: '10.1.0.0/16', Gateway: '10.1.0.1' }] } })],
  containers: [
    container('web', {
      networks: { front: { ip: '10.1.0.2', aliases: ['www'] } },
      ports: [{ PrivatePort: 80, Type: 'tcp' }],
      mounts: [{ Type: 'volume', Name: 'data', Destination: '/data', RW: false }],
    }),
    container('api', { networks: { front: { ip: '10.1.0.3' } } }),
  ],
});

describe('what the views show', () => {
  test('volumes: what needs a decision comes first, and only that can be deleted', () => {
    const panel = volumesPanel(ready(machine), reader);
    expect(isEnginePanel(JSON.parse(JSON.stringify(panel)))).toBe(true);
    expect(
      panel.items.map(({ id, verdict, buttons }) => [id, verdict.text, buttons.map(({ action }) => action)]),
    ).toEqual([
      ['left', 'unused, may hold data', ['inspect', 'remove']],
      ['data', 'in use', ['inspect']],
    ]);
    expect(panel.items[1]).toMatchObject({
      brief: 'named · 3 days ago',
      table: { rows: [['`web`', '`/data`', 'reads only', 'running']] },
    });
    expect(panel.text).toBe(
      'Docker Engine 29.0 at `unix:///x.sock`. It has 2 volumes. Used by no container: 1, with 0 B.',
    );
  });

  test('networks: members, and who reaches whom', () => {
    const panel = networksPanel(ready(machine), reader);
    expect(isEnginePanel(JSON.parse(JSON.stringify(panel)))).toBe(true);
    expect(panel.items[0]).toMatchObject({
      id: 'front',
      brief: 'bridge · 10.1.0.0/16 · 2 containers',
      table: {
        rows: [
          ['`web`', '`10.1.0.2`', '`web`, `www`', 'running'],
          ['`api`', '`10.1.0.3`', '`api`', 'running'],
        ],
      },
    });
    expect(panel.reach?.from.map(({ name }) => name)).toEqual(['this machine', 'api', 'web']);
    expect(panel.reach?.grid?.map((row) => row.map(({ sign }) => sign))).toEqual([
      ['from ↓ to →', 'api', 'web'],
      ['api', '', '●'],
      ['web', '●', ''],
    ]);
    const from = panel.reach?.from[1]?.id ?? '';
    const answer = reachAnswer(machine, from);
    expect(isReachAnswer(JSON.parse(JSON.stringify(answer)))).toBe(true);
    expect(answer?.rows).toEqual([
      {
        to: 'web',
        verdict: { text: 'yes', tone: 'good' },
        lines: ['On the network `front`: `web:80`, `www:80`, `10.1.0.2:80`'],
      },
    ]);
    expect(reachAnswer(machine, 'gone')).toBeUndefined();
  });

  test.each<[TroubleCode, boolean]>([
    ['browser', false],
    ['untrusted', false],
    ['missing', true],
    ['permission', true],
    ['refused', true],
    ['timeout', true],
    ['certificate', true],
    ['context', true],
    ['address', true],
    ['lost', true],
    ['failed', true],
  ])('%s is one sentence, and a button where trying again may help', (code, again) => {
    const panel = volumesPanel({ kind: 'trouble', trouble: { code, where: 'unix:///x.sock', detail: 'why' } }, reader);
    expect(panel).toMatchObject({ state: 'trouble', items: [] });
    expect(panel.text).toMatch(/\p{L}/u);
    expect(panel.buttons).toHaveLength(again ? 1 : 0);
    expect(isEnginePanel(panel)).toBe(true);
  });
});

describe('as HTML', () => {
  test('nothing the engine says is markup', () => {
    const evil = '"><img src=x onerror=alert(1)>';
    const state = ready(
      snapshot({
        volumes: [volume(evil, { Labels: { [evil]: evil }, Driver: evil })],
        networks: [network(evil)],
        containers: [
          container(evil, { networks: { [evil]: { ip: evil, aliases: [evil] } } }),
          container('b', { networks: { [evil]: {} } }),
        ],
      }),
    );
    const panels = [volumesPanel(state, reader), networksPanel(state, reader)];
    const answer = state.kind === 'ready' ? reachAnswer(state.snapshot, 'machine') : undefined;
    const html = [
      ...panels.map(panelHtml),
      ...panels.flatMap(({ items }) => items.map(itemHtml)),
      reachHtml(answer?.rows ?? []),
    ].join('');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/"[^"<>]*"><img|style=/);
  });

  test('a thousand volumes and two hundred containers', () => {
    const state = ready(crowd());
    const panels = [volumesPanel(state, reader), networksPanel(state, reader)];
    const said: unknown = JSON.parse(JSON.stringify(panels));
    expect(Array.isArray(said) && said.every(isEnginePanel)).toBe(true);
    const html = panels.map((panel) => panelHtml(panel) + panel.items.map(itemHtml).join('')).join('');
    const from = panels[1]?.reach?.from[1]?.id ?? '';
    const rows = state.kind === 'ready' ? (reachAnswer(state.snapshot, from)?.rows ?? []) : [];
    const all = html + reachHtml(rows);
    expect(panels[0]?.items).toHaveLength(1000);
    expect(rows).toHaveLength(199);
    expect(all.length).toBeGreaterThan(100_000);
  });
});

/** 1,000 volumes, 200 containers, 30 networks, as the API tells them. */
function crowd(): Snapshot {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
  const containers = numbers(200).map((at) =>
    container(`container-${at}`, {
      networks: {
        [`network-${at % 30}`]: { ip: `10.${at % 30}.0.${at}`, gateway: `10.${at % 30}.0.1`, aliases: [`alias-${at}`] },
        [`network-${(at * 7) % 30}`]: { ip: `10.1.1.${at}` },
      },
      ports: [{ PrivatePort: 80, PublicPort: 8000 + at, Type: 'tcp', IP: '0.0.0.0' }],
      mounts: numbers(4).map((mount) => ({
        Type: 'volume',
        Name: `volume-${at * 4 + mount}`,
        Destination: `/data/${mount}`,
        RW: true,
      })),
    }),
  );
  const answers = {
    containers: containers.map(({ listed }) => listed),
    volumes: {
      Volumes: numbers(1000).map((at) => volume(`volume-${at}`, { Labels: { 'com.docker.compose.project': 'shop' } })),
    },
    networks: numbers(30).map((at) => network(`network-${at}`)),
    inspected: new Map(containers.map(({ listed, inspected }) => [listed.Id, inspected])),
    images: new Map(),
  };
  return withSizes(toSnapshot(answers), new Map(numbers(1000).map((at) => [`volume-${at}`, at * 1000])));
}

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [123_456_789, '123 MB'],
  [2_000_000_000, '2.0 GB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));

test('ages in the language of the reader', () => {
  const ago = (text: string, locale: string) => ageText(Date.parse(text), reader.now, locale);
  expect(ago('2026-11-23T11:30:00Z', 'en')).toBe('30 minutes ago');
  expect(ago('2026-11-20T12:00:00Z', 'zh-cn')).toBe('3天前');
  expect(ago('2020-01-01T00:00:00Z', 'en')).toBe('7 years ago');
});

test.each([
  [{ Driver: 'overlay', Attachable: true }, ['swarm', 'attachable']],
  [{ Driver: 'overlay' }, ['Only services']],
  [{ Driver: 'macvlan', Options: { parent: 'eth0' } }, ['`eth0`', 'This machine itself does not reach']],
  [{ Driver: 'ipvlan', Internal: true }, ['MAC address', 'internal']],
])('what a network of this kind is, and who joins and reaches it: %j', (more, words) => {
  const { items } = networksPanel(ready(snapshot({ networks: [network('lan', more)] })), reader);
  for (const word of words) expect(items.find(({ id }) => id === 'lan')?.reasons[0]).toContain(word);
});

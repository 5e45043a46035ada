import { expect, test } from 'vitest';
import { toSizes, toSnapshot, withSizes } from '../../../src/engine/snapshot.ts';
import { volumeFacts } from '../../../src/engine/volumes.ts';
import { container, snapshot, volume } from './world.ts';

const anonymous = '0123456789abcdef'.repeat(4);

/** One volume, of which the engine may know the size. */
function factsOf(raw: object, size?: number, containers: ReturnType<typeof container>[] = [], images = {}) {
  const before = snapshot({ volumes: [raw], containers, images });
  const name = before.volumes[0]?.name ?? '';
  const [facts] = volumeFacts(size === undefined ? before : withSizes(before, new Map([[name, size]])));
  return facts;
}

const mount = (name: string, more: object = {}) => ({
  Type: 'volume',
  Name: name,
  Destination: '/data',
  RW: true,
  ...more,
});

test('in use: who mounts it, where and how', () => {
  const facts = factsOf(volume('data'), 10, [
    container('web', { mounts: [mount('data'), mount('data', { Destination: '/copy', RW: false })] }),
    container('old', { state: 'exited', mounts: [mount('data')] }),
    container('other', { mounts: [mount('elsewhere'), { Type: 'bind', Source: '/data', Destination: '/data' }] }),
  ]);
  expect(facts).toMatchObject({
    anonymous: false,
    verdict: 'used',
    uses: [
      { container: 'web', running: true, target: '/data', writable: true },
      { container: 'web', running: true, target: '/copy', writable: false },
      { container: 'old', running: false, target: '/data', writable: true },
    ],
    reasons: [
      { code: 'running', containers: ['web'] },
      { code: 'stopped', containers: ['old'] },
    ],
  });
});

test.each([
  ['empty', volume('a'), 0, 'safe', ['unused', 'empty']],
  ['with data', volume('a'), 5, 'kept', ['unused', 'holds']],
  ['of a size nobody told yet', volume('a'), undefined, 'kept', ['unused', 'sizeUnknown']],
  ['anonymous, with data', volume(anonymous), 5, 'kept', ['unused', 'holds', 'orphan']],
  [
    'of a device, which looks empty while nothing mounts it',
    volume('a', { Options: { type: 'none', o: 'bind', device: '/srv' } }),
    0,
    'safe',
    ['unused', 'elsewhere'],
  ],
  ['in memory', volume('a', { Options: { type: 'tmpfs', device: 'tmpfs' } }), 0, 'safe', ['unused', 'memory']],
  ['of a plugin', volume('a', { Driver: 'rclone' }), 0, 'kept', ['unused', 'plugin']],
  [
    'of a Compose project',
    volume('a', { Labels: { 'com.docker.compose.project': 'shop' } }),
    5,
    'kept',
    ['unused', 'holds', 'project'],
  ],
])('unused and %s', (_, raw, size, verdict, reasons) => {
  const facts = factsOf(raw, size);
  expect(facts?.verdict).toBe(verdict);
  expect(facts?.reasons.map(({ code }) => code)).toEqual(reasons);
});

test('anonymous by its label or its name', () => {
  expect(factsOf(volume(anonymous))?.anonymous).toBe(true);
  expect(factsOf(volume('x', { Labels: { 'com.docker.volume.anonymous': '' } }))?.anonymous).toBe(true);
  expect(factsOf(volume('data'))?.anonymous).toBe(false);
});

test('made by the VOLUME line of an image, or by Compose', () => {
  const user = [container('db', { image: 'postgres', mounts: [mount(anonymous)] })];
  expect(factsOf(volume(anonymous), 1, user, { postgres: ['/data'] })?.origin).toEqual({
    by: 'image',
    image: 'postgres',
    path: '/data',
  });
  expect(factsOf(volume(anonymous), 1, user, { postgres: ['/other'] })?.origin).toBeUndefined();
  const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.volume': 'db' };
  expect(factsOf(volume('shop_db', { Labels: labels }))?.origin).toEqual({
    by: 'compose',
    project: 'shop',
    volume: 'db',
  });
});

test('sizes: unknown ones are -1, and API 1.52 calls the list something else', () => {
  const items = [
    { Name: 'a', UsageData: { Size: 7 } },
    { Name: 'b', UsageData: { Size: -1 } },
  ];
  expect([...toSizes({ Volumes: items })]).toEqual([['a', 7]]);
  expect([...toSizes({ VolumeUsage: { Items: items } })]).toEqual([['a', 7]]);
});

test.each([undefined, null, 1, 'x', [], {}, [null], [{}], { Volumes: [null, {}] }])(
  'an answer of %j is no reason to fail',
  (raw) => {
    const answers = { containers: raw, volumes: raw, networks: raw, inspected: new Map(), images: new Map() };
    expect(() => volumeFacts(toSnapshot(answers))).not.toThrow();
    expect(() => toSizes(raw)).not.toThrow();
  },
);

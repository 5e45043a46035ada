/** What we say about a real engine, compared with what really happens there. */
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { freePort } from '../../../scripts/hosts/port.mjs';
import type { Engine } from '../../src/engine/engine.ts';
import { LiveEngine } from '../../src/engine/live.ts';
import { networkFacts } from '../../src/engine/networks.ts';
import { connect } from '../../src/engine/node/docker.ts';
import { withSizes } from '../../src/engine/snapshot.ts';
import { volumeFacts } from '../../src/engine/volumes.ts';
import { buildServer, port, Reality } from './reality.ts';
import { Relay } from './relay.ts';

// Only what bears this run's own name is made, looked at and removed.
const mine = `mentor-live-${process.pid}`;
const called = (name: string) => `${mine}-${name}`;
const stops: (() => Promise<unknown>)[] = [];
let engine: Engine;
let reality: Reality;
let openPort = 0;
let hiddenPort = 0;
/** Where those listen that do not listen where all do. */
const ports: Record<string, number> = { sidecar: 8043 };

beforeAll(async () => {
  const started = await startDocker();
  stops.unshift(started.stop);
  stops.unshift(await buildServer(mine));
  openPort = await freePort();
  hiddenPort = await freePort();
  ports.metal = await freePort();
  engine = await connect('');
  reality = new Reality(engine, called, ports);
  stops.unshift(async () => engine.dispose());
  stops.unshift(removeAll);
  await makeNetworks();
  await makeContainers();
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

async function makeNetworks(): Promise<void> {
  for (const [name, ...options] of [
    ['front'],
    ['back', '--internal'],
    ['strict', '--opt', 'com.docker.network.bridge.enable_icc=false'],
  ]) {
    await docker('network', 'create', '--label', mine, ...options, called(name as string));
  }
}

async function makeContainers(): Promise<void> {
  const start = (name: string, ...options: string[]) =>
    docker('run', '-d', '--label', mine, '--name', called(name), '-e', `WHO=${name}`, ...options, mine);
  await start('web', '--network', called('front'), '--network-alias', 'www', '-p', `${openPort}:${port}`);
  await start(
    'api',
    '--network',
    called('front'),
    '-v',
    `${called('named')}:/data`,
    '-v',
    `${called('named')}:/copy:ro`,
  );
  await start('db', '--network', called('back'), '--network-alias', 'store');
  await start('both', '--network', called('front'));
  await docker('network', 'connect', '--alias', 'inner', called('back'), called('both'));
  await start('plain');
  await start('plain2', '-p', `127.0.0.1:${hiddenPort}:${port}`);
  await start('linked', '--link', `${called('plain')}:friend`);
  await start('alone', '--network', 'none');
  await start('metal', '--network', 'host', '-e', `PORT=${ports.metal}`);
  await start('sidecar', '--network', `container:${called('api')}`, '-e', `PORT=${ports.sidecar}`);
  await start('strict1', '--network', called('strict'));
  await start('strict2', '--network', called('strict'));
  await start('done', '--network', called('front'), '-v', `${called('old')}:/data`);
  await docker('stop', '--time', '0', called('done'));
}

async function removeAll(): Promise<void> {
  const ids = (text: string) => text.split('\n').filter((line) => line !== '');
  const containers = ids(await docker('ps', '--all', '--quiet', '--filter', `label=${mine}`));
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  const networks = ids(await docker('network', 'ls', '--quiet', '--filter', `name=${mine}`));
  if (networks.length > 0) await docker('network', 'rm', ...networks);
  const volumes = ids(await docker('volume', 'ls', '--quiet', '--filter', `name=${mine}`));
  if (volumes.length > 0) await docker('volume', 'rm', '--force', ...volumes);
}

describe('volumes of a real engine', () => {
  const about = async (name: string) => {
    const snapshot = withSizes(await engine.snapshot(), await engine.sizes());
    return volumeFacts(snapshot).find(({ volume }) => volume.name === name);
  };

  test('named and in use: by whom, where and how', async () => {
    expect(await about(called('named'))).toMatchObject({
      anonymous: false,
      verdict: 'used',
      uses: expect.arrayContaining([
        { container: called('api'), running: true, target: '/data', writable: true },
        { container: called('api'), running: true, target: '/copy', writable: false },
      ]),
      volume: { driver: 'local', mountpoint: expect.stringContaining(called('named')), created: expect.any(Number) },
    });
  });

  test('a stopped container still uses its volume, and the engine agrees', async () => {
    expect(await about(called('old'))).toMatchObject({ verdict: 'used', reasons: [{ code: 'stopped' }] });
    await expect(engine.remove('volume', called('old'))).rejects.toThrow(/in use/);
  });

  test('anonymous: made by the VOLUME line of the image', async () => {
    const mounts = JSON.parse(await docker('inspect', '--format', '{{json .Mounts}}', called('web')));
    expect(await about(mounts[0].Name)).toMatchObject({
      anonymous: true,
      verdict: 'used',
      origin: { by: 'image', image: mine, path: '/data' },
    });
  });

  test('dangling: empty is safe, with data it is kept, and removing it removes it', async () => {
    const name = called('left');
    await engine.createVolume({ name, driver: 'local' });
    expect(await about(name)).toMatchObject({ verdict: 'safe', reasons: [{ code: 'unused' }, { code: 'empty' }] });
    await docker('run', '--rm', '-v', `${name}:/keep`, mine, '/busybox', 'sh', '-c', 'echo something > /keep/file');
    expect(await about(name)).toMatchObject({
      verdict: 'kept',
      reasons: [{ code: 'unused' }, { code: 'holds', size: expect.any(Number) }],
    });
    expect(await engine.inspect('volume', name)).toMatchObject({ Name: name });
    await engine.remove('volume', name);
    expect(await about(name)).toBeUndefined();
  });
});

test('what we say of a volume whose data lies elsewhere: it stays there', async () => {
  const name = called('elsewhere');
  const folder = await scratch('elsewhere');
  await writeFile(join(folder.path, 'kept'), 'kept');
  await docker('volume', 'create', '--opt', 'type=none', '--opt', 'o=bind', '--opt', `device=${folder.path}`, name);
  await docker('run', '--rm', '-v', `${name}:/there`, mine, '/busybox', 'cat', '/there/kept');
  const facts = volumeFacts(withSizes(await engine.snapshot(), await engine.sizes()));
  expect(facts.find(({ volume }) => volume.name === name)).toMatchObject({
    verdict: 'safe',
    reasons: [{ code: 'unused' }, { code: 'elsewhere', device: folder.path }],
  });
  await engine.remove('volume', name);
  expect(await readdir(folder.path)).toEqual(['kept']);
  await folder.remove();
});

describe('networks of a real engine', () => {
  test('drivers, subnets, members, names', async () => {
    const facts = networkFacts(await engine.snapshot());
    const one = (name: string) => facts.find(({ network }) => network.name === name);
    expect(one('bridge')).toMatchObject({ verdict: 'builtin', resolvesNames: false });
    expect(one('host')).toMatchObject({ network: { driver: 'host' } });
    expect(one('none')).toMatchObject({ network: { driver: 'null' } });
    expect(one(called('back'))).toMatchObject({
      verdict: 'used',
      network: { internal: true, subnets: [{ subnet: expect.stringMatching(/\/\d+$/) }] },
      members: expect.arrayContaining([
        expect.objectContaining({ container: called('db'), names: expect.arrayContaining(['store']) }),
        expect.objectContaining({ container: called('both'), names: expect.arrayContaining(['inner']) }),
      ]),
    });
  });

  test('every driver the engine has', async () => {
    const snapshot = async () => networkFacts(await engine.snapshot());
    for (const driver of ['bridge', 'macvlan', 'ipvlan']) {
      const name = called(driver);
      const made = await engine.createNetwork({ name, driver, internal: false }).then(
        () => true,
        (error: Error) => {
          // A kernel without the module is no fault of ours.
          expect(error.message).toMatch(/kernel|not supported|operation not supported|failed to/i);
          return false;
        },
      );
      if (!made) continue;
      expect((await snapshot()).find(({ network }) => network.name === name)).toMatchObject({
        verdict: 'safe',
        network: { driver },
      });
      await engine.remove('network', name);
    }
  });
});

describe('what we say about who reaches whom is what happens', () => {
  const running = [
    'web',
    'api',
    'db',
    'both',
    'plain',
    'plain2',
    'linked',
    'alone',
    'metal',
    'sidecar',
    'strict1',
    'strict2',
  ];

  for (const from of running) {
    test(`from ${from}`, async () => {
      expect(await reality.contradictions(from, running)).toEqual([]);
    });
  }
});

describe('what we say would allow it does', () => {
  for (const [from, to] of [
    ['api', 'db'],
    ['plain', 'strict1'],
    ['alone', 'web'],
    ['strict1', 'strict2'],
    ['plain', 'plain2'],
  ] as const) {
    test(`${from} → ${to}`, async () => {
      const ask = () => reality.said(from, to);
      const before = await ask();
      expect(before.verdict).not.toBe('name');
      for (const command of before.commands) {
        await docker(
          ...command
            .replaceAll('app-net', called(`app-${from}`))
            .split(' ')
            .slice(1),
        );
      }
      expect((await ask()).verdict).toBe('name');
      expect(await reality.answers(from, to, `${called(to)}:${ports[to] ?? port}`)).toBe(true);
    });
  }
});

test('an engine that stops mid-way is told, and found again', async () => {
  const home = await scratch('relay');
  const relay = new Relay(join(home.path, 'engine.sock'));
  await relay.start();
  const live = new LiveEngine(
    () => connect(relay.address),
    () => {},
  );
  live.watch(true);
  await expect.poll(() => live.state.kind, { timeout: 60_000 }).toBe('ready');
  await relay.stop();
  await expect.poll(() => live.state, { timeout: 60_000 }).toMatchObject({ kind: 'trouble' });
  await relay.start();
  await expect.poll(() => live.state.kind, { timeout: 60_000 }).toBe('ready');
  live.dispose();
  await relay.stop();
  await home.remove();
});

test('no engine, and one that never answers', async () => {
  const home = await scratch('silent');
  const nobody = `unix://${join(home.path, 'none.sock')}`;
  await expect(connect(nobody)).rejects.toMatchObject({ trouble: { code: 'missing', where: nobody } });
  await expect(connect('nonsense://x')).rejects.toMatchObject({ trouble: { code: 'address' } });
  const silent = createServer(() => {}).listen(join(home.path, 'silent.sock'));
  const begin = performance.now();
  await expect(connect(`unix://${join(home.path, 'silent.sock')}`)).rejects.toMatchObject({
    trouble: { code: 'timeout' },
  });
  expect(performance.now() - begin).toBeLessThan(60_000);
  silent.close();
  await home.remove();
});

describe('events', () => {
  test('tell of a change', async () => {
    const other = await connect('');
    let told = 0;
    await other.listen(
      () => {
        told += 1;
      },
      () => {},
    );
    await engine.createVolume({ name: called('event'), driver: 'local' });
    await expect.poll(() => told, { timeout: 60_000 }).toBeGreaterThan(0);
    await engine.remove('volume', called('event'));
    other.dispose();
  });
});

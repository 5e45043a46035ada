/** Networks that reach beyond one machine, on an engine that is a swarm of its own: what we say of them is what happens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../../scripts/hosts/child.mjs';
import { docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { freePort } from '../../../scripts/hosts/port.mjs';
import type { Engine } from '../../src/engine/engine.ts';
import { networkFacts } from '../../src/engine/networks.ts';
import { connect } from '../../src/engine/node/docker.ts';
import { buildServer, Reality } from './reality.ts';

const mine = `mentor-swarm-${process.pid}`;
const stops: (() => Promise<unknown>)[] = [];
const tasks = new Map<string, string>();
const called = (name: string) => tasks.get(name) ?? `${mine}-${name}`;
const ports: Record<string, number> = {};
const names = ['front', 'back', 'both', 'closed', 'plain', 'metal', 'task'];
let engine: Engine;
let reality: Reality;

beforeAll(async () => {
  const started = await startDocker();
  stops.unshift(started.stop);
  if ((await docker('info', '--format', '{{.Swarm.LocalNodeState}}')) === 'inactive') {
    await docker('swarm', 'init', '--advertise-addr', '127.0.0.1');
    stops.unshift(() => docker('swarm', 'leave', '--force'));
  }
  stops.unshift(await buildServer(mine));
  ports.metal = await freePort();
  engine = await connect('');
  stops.unshift(async () => engine.dispose());
  reality = new Reality(engine, called, ports);
  stops.unshift(removeAll);
  for (const [name, ...options] of [['one'], ['two'], ['inside', '--internal']] as [string, ...string[]][])
    await docker('network', 'create', '--driver', 'overlay', '--attachable', ...options, called(name));
  await makeContainers();
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

async function makeContainers(): Promise<void> {
  const start = (name: string, ...options: string[]) =>
    docker('run', '-d', '--name', called(name), '-e', `WHO=${name}`, ...options, mine);
  await start('front', '--network', called('one'), '--network-alias', 'www');
  await start('back', '--network', called('two'));
  await start('both', '--network', called('one'));
  await docker('network', 'connect', called('two'), called('both'));
  await start('closed', '--network', called('inside'));
  await start('plain', '-p', `${await freePort()}:8042`);
  await start('metal', '--network', 'host', '-e', `PORT=${ports.metal}`);
  const service = [
    '--name',
    called('service'),
    '--network',
    called('one'),
    '--endpoint-mode',
    'dnsrr',
    '-e',
    'WHO=task',
  ];
  await docker('service', 'create', '--detach', ...service, mine);
  const find = () => docker('ps', '--filter', `name=${called('service')}.1`, '--format', '{{.Names}}');
  tasks.set('task', await until(find, 'the task of the service'));
}

async function removeAll(): Promise<void> {
  await docker('service', 'rm', called('service')).catch(() => '');
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  const containers = () => docker('ps', '--all', '--quiet', '--filter', `name=${mine}`).then(lines);
  await docker('rm', '--force', '--volumes', ...(await containers())).catch(() => '');
  // A task ends when its service has gone, by and by; until then its network stays.
  await until(async () => (await containers()).length === 0, 'the end of the task');
  const networks = () => docker('network', 'ls', '--quiet', '--filter', `name=${mine}`).then(lines);
  const remove = async () => {
    for (const network of await networks()) await docker('network', 'rm', network).catch(() => '');
    return (await networks()).length === 0;
  };
  await until(remove, 'the end of the networks');
}

test('overlay networks, the ingress and the gateway bridge are told apart', async () => {
  const facts = networkFacts(await engine.snapshot());
  const one = (name: string) => facts.find(({ network }) => network.name === name);
  expect(one(called('one'))).toMatchObject({
    verdict: 'used',
    resolvesNames: true,
    network: { driver: 'overlay', scope: 'swarm', attachable: true, internal: false },
  });
  expect(
    one(called('one'))
      ?.members.map(({ container }) => container)
      .sort(),
  ).toEqual(['both', 'front', 'task'].map(called).sort());
  expect(one(called('one'))?.members.find(({ container }) => container === called('task'))?.names).toContain(
    called('service'),
  );
  expect(one(called('inside'))).toMatchObject({ network: { internal: true } });
  expect(one('ingress')).toMatchObject({ verdict: 'builtin', network: { ingress: true } });
  expect(one('docker_gwbridge')).toMatchObject({ verdict: 'builtin', resolvesNames: false });
});

describe('who reaches whom over overlay networks', () => {
  for (const from of names) {
    test(`from ${from}`, async () => {
      expect(await reality.contradictions(from, names)).toEqual([]);
    });
  }

  test('what we say would allow it does', async () => {
    const { commands } = await reality.said('plain', 'front');
    for (const command of commands) await docker(...command.split(' ').slice(1));
    expect((await reality.said('plain', 'front')).verdict).toBe('name');
    expect(await reality.answers('plain', 'front', `${called('front')}:8042`)).toBe(true);
  });
});

describe('networks on the physical one', () => {
  test.each(['macvlan', 'ipvlan'])('%s', async (driver) => {
    const network = called(driver);
    const isThere = await docker('network', 'create', '--driver', driver, network).then(
      () => true,
      // A kernel without the module is no fault of ours.
      (error: Error) => !/not supported/.test(error.message),
    );
    if (!isThere) return;
    for (const name of [`${driver}1`, `${driver}2`])
      await docker('run', '-d', '--name', called(name), '-e', `WHO=${name}`, '--network', network, mine);
    const all = [`${driver}1`, `${driver}2`, 'front', 'metal'];
    for (const from of all) expect(await reality.contradictions(from, all)).toEqual([]);
  });
});

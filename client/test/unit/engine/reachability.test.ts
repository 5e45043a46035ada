import { describe, expect, test } from 'vitest';
import { networkFacts } from '../../../src/engine/networks.ts';
import { reach, toWorld } from '../../../src/engine/reachability.ts';
import { container, network, snapshot } from './world.ts';

const published = (port: number, address = '0.0.0.0') => [
  { PrivatePort: 80, PublicPort: port, Type: 'tcp', IP: address },
  ...(address === '0.0.0.0' ? [{ PrivatePort: 80, PublicPort: port, Type: 'tcp', IP: '::' }] : []),
];

const machine = snapshot({
  networks: [
    network('front'),
    network('back', { Internal: true }),
    network('strict', { Options: { 'com.docker.network.bridge.enable_icc': 'false' } }),
    network('lan', { Driver: 'macvlan' }),
  ],
  containers: [
    container('web', {
      networks: {
        front: { ip: '10.1.0.2', gateway: '10.1.0.1', aliases: ['www'] },
        back: { ip: '10.2.0.2', aliases: ['www-back'] },
      },
      ports: published(8080),
    }),
    container('api', {
      networks: { front: { ip: '10.1.0.3', gateway: '10.1.0.1' } },
      ports: [{ PrivatePort: 3000, Type: 'tcp' }],
    }),
    container('db', { networks: { back: { ip: '10.2.0.3' } }, ports: [{ PrivatePort: 5432, Type: 'tcp' }] }),
    container('plain', {
      networks: { bridge: { ip: '172.17.0.2', gateway: '172.17.0.1' } },
      ports: published(9090, '127.0.0.1'),
    }),
    container('plain2', {
      networks: { bridge: { ip: '172.17.0.3', gateway: '172.17.0.1' } },
      links: ['/plain:/plain2/friend'],
    }),
    container('alone', { networks: { none: {} } }),
    container('metal', { networks: { host: {} } }),
    container('metal2', { networks: { host: {} } }),
    container('sidecar', { mode: `container:${Buffer.from('api'.padEnd(32, '.')).toString('hex').slice(0, 64)}` }),
    container('strict1', { networks: { strict: { ip: '10.3.0.2', gateway: '10.3.0.1' } } }),
    container('strict2', { networks: { strict: { ip: '10.3.0.3', gateway: '10.3.0.1' } } }),
    container('printer', { networks: { lan: { ip: '192.168.1.9', gateway: '192.168.1.1' } } }),
    container('done', { state: 'exited', networks: { front: {} } }),
  ],
});
const world = toWorld(machine);

function ask(from: string, to: string) {
  const find = (name: string) => {
    const found = world.containers.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no container ${name}`);
    return found;
  };
  return reach(world, find(from), find(to));
}

describe('can A reach B', () => {
  test('on a network of its own: by name, alias and every port', () => {
    expect(ask('api', 'web')).toMatchObject({
      verdict: 'name',
      ways: [{ via: 'network', network: 'front', names: ['web', 'www'], address: '10.1.0.2' }],
      ports: ['80/tcp'],
      commands: [],
    });
    expect(ask('db', 'web').ways).toMatchObject([{ network: 'back', names: ['web', 'www-back'] }]);
  });

  test('on the default bridge: by address only, and what would give names', () => {
    expect(ask('plain', 'plain2')).toMatchObject({
      verdict: 'address',
      ways: [{ via: 'network', network: 'bridge', names: [], address: '172.17.0.3' }],
      commands: [
        'docker network create app-net',
        'docker network connect app-net plain',
        'docker network connect app-net plain2',
      ],
    });
  });

  test('a link gives a name there after all', () => {
    expect(ask('plain2', 'plain')).toMatchObject({ verdict: 'name', ways: [{ names: ['friend'] }] });
  });

  test('without a common network: what would allow it', () => {
    expect(ask('api', 'db')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'noCommonNetwork', from: ['front'], to: ['back'] }],
      commands: ['docker network connect back api'],
    });
  });

  test('without a common network, but published on the machine', () => {
    expect(ask('plain', 'web')).toMatchObject({
      verdict: 'published',
      ways: [{ via: 'published', address: '172.17.0.1', port: 8080, target: '80/tcp' }],
      commands: ['docker network connect front plain'],
    });
  });

  test('published for the machine alone, or seen from an internal network: no', () => {
    expect(ask('api', 'plain')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'noCommonNetwork' }, { code: 'loopbackOnly', ports: [9090] }],
      commands: ['docker network connect front plain'],
    });
    expect(ask('db', 'plain')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'noCommonNetwork' }, { code: 'loopbackOnly' }],
    });
  });

  test('none has nothing to be reached by', () => {
    expect(ask('web', 'alone')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'noNetwork', container: 'alone' }],
      commands: ['docker network disconnect none alone', 'docker network connect front alone'],
    });
  });

  test('host: the machine itself', () => {
    expect(ask('metal', 'metal2').ways).toEqual([{ via: 'localhost' }]);
    expect(ask('metal', 'web')).toMatchObject({
      verdict: 'published',
      ways: [
        { via: 'published', address: 'localhost', port: 8080 },
        { via: 'machine', network: 'front', address: '10.1.0.2' },
        { via: 'machine', network: 'back', address: '10.2.0.2' },
      ],
    });
    expect(ask('metal', 'db')).toMatchObject({ verdict: 'address', ways: [{ via: 'machine', address: '10.2.0.3' }] });
    expect(ask('metal', 'printer')).toMatchObject({ verdict: 'no', obstacles: [{ code: 'noWayToMachine' }] });
    expect(ask('web', 'metal')).toMatchObject({ verdict: 'address', ways: [{ via: 'gateway', address: '10.1.0.1' }] });
    expect(ask('printer', 'metal')).toMatchObject({ verdict: 'no' });
  });

  test('container: a shared namespace is one machine, with the owner’s names', () => {
    expect(ask('sidecar', 'api').ways).toEqual([{ via: 'localhost' }]);
    expect(ask('web', 'sidecar')).toMatchObject({ verdict: 'name', ways: [{ names: ['api'], address: '10.1.0.3' }] });
    expect(ask('sidecar', 'web')).toMatchObject({ verdict: 'name' });
  });

  test('a network without communication between containers', () => {
    expect(ask('strict1', 'strict2')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'isolated', network: 'strict' }],
      commands: [
        'docker network create app-net',
        'docker network connect app-net strict1',
        'docker network connect app-net strict2',
      ],
    });
  });

  test('who is stopped answers nobody', () => {
    expect(ask('api', 'done')).toMatchObject({
      verdict: 'no',
      obstacles: [{ code: 'stopped', container: 'done' }],
      commands: ['docker start done'],
    });
  });
});

test('a network: its members, their addresses and names, and whether it may go', () => {
  const facts = networkFacts(machine);
  const one = (name: string) => facts.find((all) => all.network.name === name);
  expect(one('front')).toMatchObject({
    verdict: 'used',
    resolvesNames: true,
    members: [
      { container: 'web', running: true, address: '10.1.0.2', names: ['web', 'www'] },
      { container: 'api', address: '10.1.0.3', names: ['api'] },
      { container: 'done', running: false, address: '' },
    ],
  });
  expect(one('bridge')).toMatchObject({
    verdict: 'builtin',
    resolvesNames: false,
    members: [{ names: [] }, { names: [] }],
  });
  expect(networkFacts(snapshot({ networks: [network('empty')] })).map(({ verdict }) => verdict)).toEqual([
    'safe',
    'builtin',
    'builtin',
    'builtin',
  ]);
});

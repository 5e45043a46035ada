import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toTrouble } from '../../../src/engine/engine.ts';
import { findEndpoints } from '../../../src/engine/node/endpoint.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mentor-endpoint-'));
  const id = createHash('sha256').update('far').digest('hex');
  const meta = join(home, '.docker/contexts/meta', id);
  const tls = join(home, '.docker/contexts/tls', id, 'docker');
  for (const folder of [meta, tls, join(home, '.docker/run')]) await mkdir(folder, { recursive: true });
  await writeFile(join(meta, 'meta.json'), JSON.stringify({ Endpoints: { docker: { Host: 'tcp://far:2376' } } }));
  await writeFile(join(tls, 'ca.pem'), 'CA');
  await writeFile(join(home, '.docker/run/docker.sock'), '');
});
afterAll(() => rm(home, { recursive: true }));

function find(env: Record<string, string> = {}, setting = '', platform = 'linux') {
  const exists = (path: string) => path.startsWith(home) && existsSync(path);
  return findEndpoints(setting, { env, home, platform, exists });
}

describe('where the engine may be', () => {
  test('the setting, then DOCKER_HOST, then the context, each alone', () => {
    const env = { DOCKER_HOST: 'tcp://near:2375', DOCKER_CONTEXT: 'far' };
    expect(find(env, 'unix:///mine.sock')).toEqual([{ address: 'unix:///mine.sock', source: 'setting' }]);
    expect(find(env)).toEqual([{ address: 'tcp://near:2375', source: 'DOCKER_HOST' }]);
    expect(find({ DOCKER_CONTEXT: 'far' })).toEqual([
      { address: 'tcp://far:2376', source: 'context', tls: { ca: 'CA', verify: true } },
    ]);
  });

  test('the context that `docker context use` chose', async () => {
    const config = join(home, '.docker/config.json');
    await writeFile(config, '{"currentContext":"far"}');
    expect(find()).toMatchObject([{ source: 'context' }]);
    await writeFile(config, '{"currentContext":"default"}');
    expect(find()).toMatchObject([{ source: 'socket' }]);
    await writeFile(config, 'not JSON');
    expect(find()).toMatchObject([{ source: 'socket' }]);
    await rm(config);
  });

  test('a context that is not there is a mistake to be told', () => {
    expect(() => find({ DOCKER_CONTEXT: 'gone' })).toThrow('gone');
  });

  test('sockets that exist; else the one that everybody expects', () => {
    expect(find()).toEqual([{ address: `unix://${join(home, '.docker/run/docker.sock')}`, source: 'socket' }]);
    expect(findEndpoints('', { env: {}, home: '/nobody', platform: 'linux', exists: () => false })).toEqual([
      { address: 'unix:///var/run/docker.sock', source: 'socket' },
    ]);
    expect(find({}, '', 'win32')[0]?.address).toBe('npipe:////./pipe/docker_engine');
  });

  test('rootless Docker and Podman', () => {
    const around = { env: { XDG_RUNTIME_DIR: '/run/user/1000' }, home: '/home/ada', platform: 'linux' };
    const addresses = findEndpoints('', { ...around, exists: (path) => path.startsWith('/run/user/1000') });
    expect(addresses.map(({ address }) => address)).toEqual([
      'unix:///run/user/1000/docker.sock',
      'unix:///run/user/1000/podman/podman.sock',
    ]);
  });

  test('TLS by the environment', () => {
    const env = { DOCKER_HOST: 'far:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, 'none') };
    expect(find(env)).toEqual([{ address: 'tcp://far:2376', source: 'DOCKER_HOST', tls: { verify: true } }]);
    expect(find({ DOCKER_HOST: 'unix:///x.sock', DOCKER_TLS_VERIFY: '1' })[0]?.tls).toBeUndefined();
  });
});

test.each([
  ['ENOENT', 'missing'],
  ['EACCES', 'permission'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'lost'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['SOMETHING', 'failed'],
])('%s is %s', (code, trouble) => {
  expect(toTrouble(Object.assign(new Error('x'), { code }), 'unix:///x').code).toBe(trouble);
});

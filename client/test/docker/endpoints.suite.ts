/** The ways to an engine: TLS, a port, contexts, the sockets of rootless Docker and of Podman. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { run, start, until } from '../../../scripts/hosts/child.mjs';
import { docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { freePort } from '../../../scripts/hosts/port.mjs';
import { connect } from '../../src/engine/node/docker.ts';
import type { Surroundings } from '../../src/engine/node/endpoint.ts';
import { Relay } from './relay.ts';

const stops: (() => Promise<unknown>)[] = [];
let home = '';

beforeAll(async () => {
  const started = await startDocker();
  stops.unshift(started.stop);
  const folder = await scratch('endpoints');
  home = folder.path;
  stops.unshift(folder.remove);
});

const opened: { dispose(): void }[] = [];
afterEach(() => {
  for (const engine of opened.splice(0)) engine.dispose();
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

/** A machine where nothing is but what the test made. */
function machine(env: Record<string, string> = {}): Surroundings {
  return { env, home, platform: 'linux', exists: (path) => path.startsWith(home) && existsSync(path) };
}

/** Connects and asks the engine something that it must answer. */
async function ask(env: Record<string, string> = {}, setting = ''): Promise<{ source: string; networks: string[] }> {
  const engine = await connect(setting, machine(env));
  opened.push(engine);
  const { networks } = await engine.snapshot();
  return { source: engine.name.source, networks: networks.map(({ name }) => name) };
}

describe('sockets and ports', () => {
  test.each([
    ['rootless Docker', 'run/user/docker.sock'],
    ['Podman', 'run/user/podman/podman.sock'],
    ['Docker Desktop', '.docker/run/docker.sock'],
    ['Colima', '.colima/default/docker.sock'],
  ])('the socket of %s is found', async (_, path) => {
    await mkdir(dirname(join(home, path)), { recursive: true });
    const relay = new Relay(join(home, path));
    await relay.start();
    const found = await ask({ XDG_RUNTIME_DIR: join(home, 'run/user') });
    await relay.stop();
    expect(found).toMatchObject({ source: 'socket', networks: expect.arrayContaining(['bridge']) });
  });

  test('a port, by DOCKER_HOST and by the setting', async () => {
    const relay = new Relay();
    await relay.start();
    expect(await ask({ DOCKER_HOST: relay.address })).toMatchObject({ source: 'DOCKER_HOST' });
    expect(await ask({}, relay.address.replace('tcp://', ''))).toMatchObject({ source: 'setting' });
    await relay.stop();
    await expect(ask({ DOCKER_HOST: `tcp://127.0.0.1:${await freePort()}` })).rejects.toMatchObject({
      trouble: { code: 'refused' },
    });
  });
});

describe('TLS, with certificates of our own', () => {
  let address = '';

  beforeAll(async () => {
    for (const [name, subject] of [
      ['ca', '/CN=mentor test authority'],
      ['other-ca', '/CN=somebody else'],
    ] as const) {
      await openssl(`req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ${name}-key.pem -out ${name}.pem`, subject);
    }
    await writeFile(join(home, 'server.ext'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
    await writeFile(join(home, 'client.ext'), 'extendedKeyUsage=clientAuth\n');
    for (const name of ['server', 'client']) {
      await openssl(`req -newkey rsa:2048 -nodes -keyout ${name}-key.pem -out ${name}.csr`, `/CN=${name}`);
      const authority = '-CA ca.pem -CAkey ca-key.pem -CAcreateserial';
      await openssl(`x509 -req -in ${name}.csr ${authority} -days 2 -out ${name}-cert.pem -extfile ${name}.ext`);
    }
    await folder('certs', { 'ca.pem': 'ca.pem', 'cert.pem': 'client-cert.pem', 'key.pem': 'client-key.pem' });
    await folder('stranger', { 'ca.pem': 'ca.pem' });
    await folder('mistrust', { 'ca.pem': 'other-ca.pem', 'cert.pem': 'client-cert.pem', 'key.pem': 'client-key.pem' });
    address = await startTlsEngine();
  });

  test('DOCKER_HOST with DOCKER_TLS_VERIFY', async () => {
    const env = { DOCKER_HOST: address, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, 'certs') };
    expect((await ask(env)).networks).toContain('none');
  });

  test('a context, by its name and as the one in use', async () => {
    const id = createHash('sha256').update('far').digest('hex');
    const meta = { Name: 'far', Endpoints: { docker: { Host: address, SkipTLSVerify: false } } };
    await mkdir(join(home, '.docker/contexts/meta', id), { recursive: true });
    await writeFile(join(home, '.docker/contexts/meta', id, 'meta.json'), JSON.stringify(meta));
    await folder(`.docker/contexts/tls/${id}/docker`, {
      'ca.pem': 'ca.pem',
      'cert.pem': 'client-cert.pem',
      'key.pem': 'client-key.pem',
    });
    expect(await ask({ DOCKER_CONTEXT: 'far' })).toMatchObject({ source: 'context' });
    await writeFile(join(home, '.docker/config.json'), '{"currentContext":"far"}');
    expect(await ask()).toMatchObject({ source: 'context' });
    // The client of Docker itself reads the same folder in the same way.
    const { DOCKER_HOST: _, ...env } = process.env;
    const said = await run('docker', ['--config', join(home, '.docker'), 'network', 'ls'], { env });
    expect(said).toContain('none');
  });

  test.each([
    ['an authority that did not sign the engine’s', { DOCKER_TLS_VERIFY: '1' }, 'mistrust'],
    ['no certificate of one’s own', { DOCKER_TLS_VERIFY: '1' }, 'stranger'],
  ])('%s is said to be the reason', async (_, env, certs) => {
    const more = { DOCKER_HOST: address, DOCKER_CERT_PATH: join(home, certs), ...env };
    await expect(ask(more)).rejects.toMatchObject({ trouble: { code: 'certificate', where: address } });
  });

  test('DOCKER_TLS alone does not check the engine', async () => {
    const env = { DOCKER_HOST: address, DOCKER_TLS: '1', DOCKER_CERT_PATH: join(home, 'mistrust') };
    expect((await ask(env)).networks).toContain('none');
  });
});

function openssl(words: string, subject?: string): Promise<string> {
  return run('openssl', [...words.split(' '), ...(subject === undefined ? [] : ['-subj', subject])], { cwd: home });
}

async function folder(name: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(home, name), { recursive: true });
  for (const [as, from] of Object.entries(files)) await copyFile(join(home, from), join(home, name, as));
}

/** An engine behind TLS that wants a certificate: one of its own where we may start one, else a door to the one that runs. */
async function startTlsEngine(): Promise<string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    const read = (name: string) => readFile(join(home, name));
    const [ca, cert, key] = await Promise.all(['ca.pem', 'server-cert.pem', 'server-key.pem'].map(read));
    const relay = new Relay(undefined, { ca, cert, key, requestCert: true, rejectUnauthorized: true });
    await relay.start();
    stops.unshift(() => relay.stop());
    return relay.address;
  }
  const address = `tcp://127.0.0.1:${await freePort()}`;
  const data = await scratch('tls-engine');
  const child = start('dockerd', [
    ...['--host', address, '--tlsverify', '--tlscacert', join(home, 'ca.pem')],
    ...['--tlscert', join(home, 'server-cert.pem'), '--tlskey', join(home, 'server-key.pem')],
    ...['--data-root', join(data.path, 'data'), '--exec-root', join(data.path, 'exec')],
    // The other engine's bridge and rules are left as they are: this one starts no containers.
    ...['--pidfile', join(data.path, 'pid'), '--iptables=false', '--storage-driver', 'vfs'],
  ]);
  stops.unshift(async () => {
    await child.stop(20_000);
    await data.remove();
  });
  const own = ['--tlscacert', 'ca.pem', '--tlscert', 'client-cert.pem', '--tlskey', 'client-key.pem'];
  const words = own.map((word) => (word.endsWith('.pem') ? join(home, word) : word));
  await until(() => docker('--host', address, '--tlsverify', ...words, 'version'), 'dockerd behind TLS', { child });
  return address;
}

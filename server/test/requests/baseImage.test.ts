import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImageFacts } from '../../../answers/image.ts';
import type { RunOutputs } from '../../../answers/run.ts';
import { startClient, type TestClient } from '../client.ts';

/** A registry on loopback with an image for two platforms, that notes what it is asked. */

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const blob = (architecture: string) => ({
  os: 'linux',
  architecture,
  config: { User: `user-${architecture}`, ExposedPorts: { '80/tcp': {} }, Env: [`ARCH=${architecture}`] },
});
const answers: Record<string, unknown> = {
  '/v2/team/app/manifests/1': {
    manifests: [
      { digest: digest('0'), platform: { os: 'unknown', architecture: 'unknown' } },
      { digest: digest('a'), platform: { os: 'linux', architecture: 'amd64' } },
      { digest: digest('b'), platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
    ],
  },
  [`/v2/team/app/manifests/${digest('a')}`]: { config: { digest: digest('c') } },
  [`/v2/team/app/manifests/${digest('b')}`]: { config: { digest: digest('d') }, layers: [{ size: 100 }, { size: 20 }] },
  [`/v2/team/app/blobs/${digest('c')}`]: blob('amd64'),
  [`/v2/team/app/blobs/${digest('d')}`]: blob('arm64'),
  '/v2/team/old/manifests/latest': { config: { digest: digest('c') } },
  [`/v2/team/old/blobs/${digest('c')}`]: blob('amd64'),
};

let registry: Server;
let host: string;
let asked: string[];
let delay = 0;
let client: TestClient;
const uri = 'file:///w/Dockerfile';

beforeEach(async () => {
  asked = [];
  delay = 0;
  registry = createServer(({ url = '', headers }, response) => {
    asked.push(url);
    if (url.startsWith('/token')) return void response.end('{"access_token":"secret"}');
    if (headers.authorization !== 'Bearer secret') {
      const challenge = `Bearer realm="http://${host}/token",service="here"`;
      return void response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
    const found = answers[url];
    setTimeout(() => (found ? response.end(JSON.stringify(found)) : response.writeHead(404).end()), delay);
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
});

afterEach(async () => {
  registry.closeAllConnections();
  registry.close();
  await client.stop();
  expect(client.errors).toEqual([]);
});

async function image(text: string, more: object = {}, enabled = true): Promise<ImageFacts> {
  client = await startClient({ settings: { registries: { enabled } } });
  await client.open(uri, text);
  return client.connection.sendRequest('dockerfileMentor/image', { textDocument: { uri }, waits: true, ...more });
}

test('a registry says what the base image brings, for the platform of the build', async () => {
  const { config } = await image(`FROM ${host}/team/app:1\n`, { platform: 'linux/arm64' });
  expect(config).toMatchObject({
    inherited: { source: 'registry', platform: 'linux/arm64', layers: 2, bytes: 120 },
    user: { value: 'user-arm64' },
    ports: [{ port: '80' }],
  });
  const count = asked.length;
  const run = await client.connection.sendRequest<RunOutputs>('dockerfileMentor/run', {
    textDocument: { uri },
    platform: 'linux/arm64',
    waits: true,
  });
  expect(run.docker.text).toContain('--publish 8080:80');
  expect(asked).toHaveLength(count);
});

test.each([
  ['FROM --platform=linux/amd64 HOST/team/app:1', 'user-amd64'],
  ['FROM --platform=$BUILDPLATFORM HOST/team/app:1', 'user-arm64'],
  ['FROM HOST/team/old', 'user-amd64'],
  ['FROM HOST/team/app:2', undefined],
  ['FROM --platform=linux/s390x HOST/team/app:1', undefined],
  ['FROM scratch', undefined],
  ['ARG A\nFROM $A', undefined],
])('%s: user %s', async (line, user) => {
  const { config, isComing } = await image(`${line.replace('HOST', host)}\n`, { platform: 'linux/arm64' });
  expect(config.user?.value).toBe(user);
  expect(isComing).toBe(false);
});

test('nothing is asked unless the user turned it on', async () => {
  const { config } = await image(`FROM ${host}/team/app:1\n`, {}, false);
  expect(config.inherited).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a slow registry keeps nobody waiting who does not want to', async () => {
  delay = 200;
  const { isComing } = await image(`FROM ${host}/team/app:1\n`, { waits: false });
  expect(isComing).toBe(true);
  const late = await client.connection.sendRequest<ImageFacts>('dockerfileMentor/image', {
    textDocument: { uri },
    waits: true,
  });
  expect(late).toMatchObject({ isComing: false, config: { user: { value: 'user-amd64' } } });
});

test('the engine of the client comes first; an image of another name or platform is not taken', async () => {
  const inherited = { image: `${host}/team/app:1`, platform: 'linux/amd64', config: { User: 'engine' } };
  const { config } = await image(`FROM ${host}/team/app:1\n`, { inherited });
  expect(config).toMatchObject({ inherited: { source: 'engine' }, user: { value: 'engine' } });
  expect(asked).toEqual([]);
  await client.stop();
  const other = await image(`FROM --platform=linux/arm64 ${host}/team/app:1\n`, { inherited });
  expect(other.config.user?.value).toBe('user-arm64');
  await client.stop();
  expect((await image('FROM other\n', { inherited }, false)).config.user).toBeUndefined();
});

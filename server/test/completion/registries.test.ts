import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { Limits } from '../../src/registries/inquiries.ts';
import { Registries } from '../../src/registries.ts';
import { startClient } from '../client.ts';

/** A registry on loopback: wants a token, lists two pages, and notes what it was asked. */

let server: Server;
let host: string;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  answer = registry;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function registry({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  if (url.startsWith('/token')) return void response.end(JSON.stringify({ token: 'secret' }));
  if (headers.authorization !== 'Bearer secret') {
    const challenge = `Bearer realm="http://${host}/token",service="here",scope="repository:team/app:pull"`;
    return void response.writeHead(401, { 'www-authenticate': challenge }).end();
  }
  if (url.includes('last=')) return void response.end(JSON.stringify({ tags: ['latest', 'sha256-0a.sig', 7] }));
  response.setHeader('link', '</v2/team/app/tags/list?last=1.9&n=1000>; rel="next"');
  response.end(JSON.stringify({ name: 'team/app', tags: ['1.9', '1.10', '1.10-alpine'] }));
}

function registries(limits: Partial<Limits> = {}): Registries {
  return new Registries({ patience: 2_000, ...limits });
}

describe('tags of a registry', () => {
  test('with a token, over pages, the newest first, kept', async () => {
    const some = registries();
    expect(await some.tags(`${host}/team/app`)).toEqual(['1.10-alpine', '1.10', '1.9', 'latest']);
    expect(asked).toEqual([
      '/v2/team/app/tags/list?n=1000',
      '/token?service=here&scope=repository%3Ateam%2Fapp%3Apull',
      '/v2/team/app/tags/list?n=1000',
      '/v2/team/app/tags/list?last=1.9&n=1000',
    ]);
    await some.tags(`${host}/team/app`);
    expect(asked).toHaveLength(4);
  });

  test('whatever goes wrong is an empty list, which is asked again later', async () => {
    const some = registries({ freshFailure: 0 });
    answer = (_, response) => response.writeHead(500).end('no');
    expect(await some.tags(`${host}/a`)).toEqual([]);
    answer = (_, response) => response.end('{"tags": null');
    expect(await some.tags(`${host}/b`)).toEqual([]);
    answer = (request) => request.destroy();
    expect(await some.tags(`${host}/c`)).toEqual([]);
    expect(await some.tags('Not An Image')).toEqual([]);
    expect(await some.tags('scratch')).toEqual([]);
    answer = registry;
    expect(await some.tags(`${host}/c`)).toContain('latest');
  });

  test('what takes too long is left for later, then broken off', async () => {
    const some = registries({ patience: 20, timeout: 80 });
    let isClosed = false;
    answer = (request) => request.on('close', () => (isClosed = true));
    expect(await some.tags(`${host}/slow`)).toBeUndefined();
    await expect.poll(() => isClosed).toBe(true);
    expect(await some.tags(`${host}/slow`)).toEqual([]);
  });

  test('a cancelled request is broken off, unless somebody else waits', async () => {
    const some = registries();
    let isClosed = false;
    answer = (request) => request.on('close', () => (isClosed = true));
    const [one, other] = [new CancellationTokenSource(), new CancellationTokenSource()];
    const first = some.tags(`${host}/slow`, one.token);
    const second = some.tags(`${host}/slow`, other.token);
    await expect.poll(() => asked.length).toBe(1);
    one.cancel();
    expect(await first).toBeUndefined();
    expect(isClosed).toBe(false);
    other.cancel();
    expect(await second).toBeUndefined();
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe('on a connection', () => {
  const uri = 'file:///w/Dockerfile';
  const labels = async (options: Parameters<typeof startClient>[0]): Promise<string[]> => {
    const client = await startClient(options);
    await client.open(uri, `FROM ${host}/team/app:`);
    const items = await client.completion(uri, 0, 100);
    await client.stop();
    return items.map(({ label }) => label);
  };

  test('nothing is asked unless the user turned it on; a file of the project cannot', async () => {
    const files = { 'file:///w/.dockerfile-mentor.yaml': 'registries:\n  enabled: true\n' };
    expect(await labels({ files })).toEqual([]);
    expect(asked).toEqual([]);
    expect(await labels({ settings: { registries: { enabled: true } } })).toContain('1.10');
    const off = { 'file:///w/.dockerfile-mentor.yaml': 'registries:\n  enabled: false\n' };
    asked = [];
    expect(await labels({ settings: { registries: { enabled: true } }, files: off })).toEqual([]);
    expect(asked).toEqual([]);
  });
});

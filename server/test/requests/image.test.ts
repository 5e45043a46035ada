import { afterEach, expect, test } from 'vitest';
import type { ImageFacts } from '../../../answers/image.ts';
import type { RunOutputs } from '../../../answers/run.ts';
import { startClient, type TestClient } from '../client.ts';

let client: TestClient;
afterEach(async () => {
  expect(client.errors).toEqual([]);
  await client.stop();
});

const uri = 'file:///w/Dockerfile';
const text = 'FROM alpine:3.22 AS tool\nEXPOSE 80\nFROM tool\nUSER app\n';

test('image and run answer for a target, in the language of the editor', async () => {
  client = await startClient({ locale: 'zh-cn' });
  await client.open(uri, text);
  const image = await client.connection.sendRequest<ImageFacts>('dockerfileMentor/image', {
    textDocument: { uri },
    target: 'tool',
  });
  expect(image).toMatchObject({ target: 0, targets: [{ index: 0, name: 'tool' }, { index: 1 }] });
  expect(image.health[0]?.title).toBe('小巧的基础镜像');
  const run = await client.connection.sendRequest<RunOutputs>('dockerfileMentor/run', {
    textDocument: { uri },
    choices: { name: 'shop', memory: 'x' },
  });
  expect(run.docker.text).toContain('--name shop');
  expect(run.problems.map(({ field }) => field)).toEqual(['memory']);
});

test('what is no Dockerfile, or no stage of it, is answered with nothing', async () => {
  client = await startClient();
  await client.open(uri, text);
  for (const method of ['dockerfileMentor/image', 'dockerfileMentor/run']) {
    expect(await client.connection.sendRequest(method, { textDocument: { uri }, target: 'x' })).toBeNull();
    expect(await client.connection.sendRequest(method, { textDocument: { uri: 'file:///w/other' } })).toBeNull();
  }
});

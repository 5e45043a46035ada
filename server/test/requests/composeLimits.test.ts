import { afterEach, expect, test } from 'vitest';
import type { ComposeFacts } from '../../../answers/compose.ts';
import type { ImageFacts, TopicReport } from '../../../answers/image.ts';
import { startClient, type TestClient } from '../client.ts';

let client: TestClient;
afterEach(async () => {
  expect(client.errors).toEqual([]);
  await client.stop();
});

const uri = 'file:///w/Dockerfile';
const compose = 'file:///w/compose.yaml';
const text = 'FROM alpine:3.22 AS tool\nFROM alpine:3.22\n';
const limited = (memory: string): string =>
  `services:\n  web:\n    build: .\n    deploy:\n      resources:\n        limits: { memory: ${memory}, cpus: "0.5" }\n`;

async function limits(target?: string): Promise<TopicReport> {
  const image = await client.connection.sendRequest<ImageFacts>('dockerfileMentor/image', {
    textDocument: { uri },
    target,
  });
  return image.health.find(({ id }) => id === 'resource-limits') as TopicReport;
}

test('the limits of the Compose services that run the image are in its report, with the place', async () => {
  const others = '  job:\n    build: { context: ., target: tool }\n    mem_limit: 1g\n  other:\n    image: x\n';
  client = await startClient({ files: { [uri]: text, [compose]: limited('256M') + others } });
  await client.open(uri, text);
  const report = await limits();
  expect(report.verdict).toBe('good');
  expect(report.good).toMatchObject([
    { text: expect.stringMatching(/`web`.*256M.*0\.5/), uri: compose, range: { start: { line: 1 } } },
  ]);
  expect((await limits('tool')).good.map((one) => one.text).join()).toMatch(/`job`.*1g/);
});

test('no limit is something that could be better', async () => {
  client = await startClient({ files: { [compose]: 'services:\n  web:\n    build: .\n    cpus: 2\n' } });
  await client.open(uri, text);
  expect(await limits()).toMatchObject({
    verdict: 'improve',
    could: [{ text: expect.stringContaining('all of the memory') }],
  });
});

test('what is typed in a Compose file counts before it is saved, and no more when it is thrown away', async () => {
  const registered: { method: string }[] = [];
  client = await startClient({
    files: { [compose]: limited('256M') },
    capabilities: { textDocument: { synchronization: { dynamicRegistration: true } } },
    onRegister: (all) => registered.push(...(all as { method: string }[])),
  });
  await client.open(uri, text);
  await expect.poll(() => registered.map(({ method }) => method)).toContain('textDocument/didChange');
  await client.open(compose, limited('1G'), 'yaml');
  expect((await limits()).good[0]?.text).toContain('1G');
  await client.change(compose, 2, limited('2G').replace('web:', 'shop:'));
  expect((await limits()).good[0]?.text).toMatch(/`shop`.*2G/);
  const [project] = await client.connection.sendRequest<ComposeFacts[]>('dockerfileMentor/compose', {});
  expect(project?.services.map(({ name }) => name)).toEqual(['shop']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: compose } });
  expect((await limits()).good[0]?.text).toMatch(/`web`.*256M/);
});

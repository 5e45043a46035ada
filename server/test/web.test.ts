import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundles, docsBundle } from '../../scripts/build.mjs';

/** A message of JSON-RPC, as a worker's `postMessage` carries it. */
type Message = { id?: number; method?: string; result?: unknown; params?: unknown };

const inbox: Message[] = [];
let listener: ((event: { data: Message }) => void) | undefined;
let timers: ReturnType<typeof setTimeout>[] = [];

/** Nothing but what every web worker has: no process, no require, no Buffer. */
beforeAll(async () => {
  const options = bundles.find(({ outfile }) => outfile?.endsWith('server.web.js'));
  const result = await build({ ...options, minify: false, write: false });
  const self: Record<string, unknown> = {
    postMessage: (message: Message) => inbox.push(message),
    addEventListener: (type: string, handler: typeof listener) => {
      if (type === 'message') listener = handler;
    },
    set onmessage(handler: typeof listener) {
      listener = handler;
    },
    location: { href: 'https://example.invalid/dist/server.web.js' },
  };
  const context = createContext({
    self,
    TextDecoder,
    TextEncoder,
    URL,
    atob,
    console,
    queueMicrotask,
    setTimeout: (callback: () => void, ms: number) => timers.push(setTimeout(callback, ms)),
    clearTimeout: () => undefined,
    setInterval: () => 0,
    clearInterval: () => undefined,
  });
  runInContext(result.outputFiles?.[0]?.text ?? '', context);
});

afterAll(() => {
  for (const timer of timers) clearTimeout(timer);
  timers = [];
});

async function until<T>(find: () => T | undefined): Promise<T> {
  for (let i = 0; i < 500; i++) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`no answer; got ${JSON.stringify(inbox).slice(0, 500)}`);
}

const send = (message: object): void => listener?.({ data: { jsonrpc: '2.0', ...message } as Message });

test('the web worker server runs without Node, and reads its pages through the client', async () => {
  const docs = await docsBundle('zh-cn');
  send({
    id: 1,
    method: 'initialize',
    params: {
      processId: null,
      rootUri: null,
      capabilities: {},
      locale: 'zh-cn',
      initializationOptions: { docs: 'vscode-test://x/dist' },
    },
  });
  await until(() => inbox.find(({ id }) => id === 1));
  send({ method: 'initialized', params: {} });
  const uri = 'vscode-test-web://mount/Dockerfile';
  send({
    method: 'textDocument/didOpen',
    params: {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text: 'FROM debian\nRUN apt-get install x\n' },
    },
  });
  send({ id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: { line: 0, character: 1 } } });
  const answered = new Set<Message>();
  const answerFiles = (): void => {
    for (const message of inbox) {
      if (!message.method?.startsWith('dockerfileMentor/') || answered.has(message)) continue;
      answered.add(message);
      const { uri: file } = message.params as { uri: string };
      if (message.method === 'dockerfileMentor/readFile' && file.endsWith('dist/docs.zh-cn.json')) {
        send({ id: message.id, result: Buffer.from(JSON.stringify(docs)).toString('base64') });
      } else send({ id: message.id, error: { code: -32803, message: 'not found' } });
    }
  };
  const hover = await until(() => {
    answerFiles();
    return inbox.find(({ id, result }) => id === 2 && result !== undefined);
  });
  expect(JSON.stringify(hover.result)).toContain('基础镜像');
  const published = await until(() => {
    answerFiles();
    return inbox.find(({ method }) => method === 'textDocument/publishDiagnostics');
  });
  expect(JSON.stringify(published.params)).toContain('untagged-base-image');
});

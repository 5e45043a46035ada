import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem, SignatureHelp } from 'vscode-languageserver-types';
import { startClient, type TestClient } from '../client.ts';

const uri = 'file:///w/Dockerfile';
let client: TestClient;

afterEach(() => client.stop());

const item = {
  snippetSupport: true,
  insertReplaceSupport: true,
  documentationFormat: ['markdown'],
  tagSupport: { valueSet: [1] },
};
const modern = { workspace: { configuration: true }, textDocument: { completion: { completionItem: item } } };

describe('completion on a connection', () => {
  test('a plain client gets plain text and one range', async () => {
    client = await startClient();
    await client.open(uri, 'FROM alpine\nCO');
    const items = await client.completion(uri, 1, 2);
    const copy = items.find(({ label }) => label === 'COPY');
    expect(copy?.textEdit).toEqual({
      newText: 'COPY',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
    });
    expect(items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(false);
    expect(items.some(({ command }) => command)).toBe(false);
    expect(items.find(({ label }) => label === 'MAINTAINER')?.deprecated).toBe(true);
  });

  test('documentation comes when an item is resolved, in the language of the client', async () => {
    client = await startClient({ locale: 'zh-cn', capabilities: modern });
    await client.open(uri, 'FROM alpine\nCOPY --');
    const link = (await client.completion(uri, 1, 7)).find(({ label }) => label === '--link');
    expect(link?.documentation).toBeUndefined();
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', link);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/\p{Script=Han}/u) });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await client.connection.sendRequest('completionItem/resolve', link)).toEqual(link);
    expect(await client.connection.sendRequest('completionItem/resolve', { label: 'x' })).toEqual({ label: 'x' });
  });

  test('files of the context are read when they are asked for', async () => {
    const files = { 'file:///w/src/a.ts': '', 'file:///w/.dockerignore': 'out', 'file:///w/out/b': '' };
    client = await startClient({ files });
    await client.open(uri, 'FROM alpine\nCOPY ');
    const labels = (await client.completion(uri, 1, 5)).map(({ label }) => label);
    expect(labels).toContain('src/');
    expect(labels).not.toContain('out/');
  });

  test('snippets of the file unless the client contributes them itself; commands only where it runs them', async () => {
    client = await startClient({ capabilities: modern });
    await client.open(uri, 'FROM alpine\n');
    expect((await client.completion(uri, 1, 0)).map(({ label }) => label)).toContain('run-bash');
    await client.stop();
    const initializationOptions = { snippets: false, commands: ['editor.action.triggerSuggest'] };
    client = await startClient({ capabilities: modern, initializationOptions });
    await client.open(uri, 'FROM alpine\nCOPY --');
    expect((await client.completion(uri, 1, 0)).map(({ label }) => label)).not.toContain('run-bash');
    const from = (await client.completion(uri, 1, 7)).find(({ label }) => label === '--from');
    expect(from?.command?.command).toBe('editor.action.triggerSuggest');
  });
});

test('signature help on a connection', async () => {
  client = await startClient();
  expect(client.initialized.capabilities).toHaveProperty('signatureHelpProvider');
  await client.open(uri, 'FROM alpine\nCOPY a b');
  const at = { textDocument: { uri }, position: { line: 1, character: 8 } };
  const help: SignatureHelp = await client.connection.sendRequest('textDocument/signatureHelp', at);
  expect(help.signatures[0]?.parameters?.[help.activeParameter ?? 0]?.label).toBe('DESTINATION');
});

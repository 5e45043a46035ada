import { afterEach, expect, test } from 'vitest';
import { features } from '../../src/neighbours.ts';
import { toSettings } from '../../src/settings.ts';
import { startClient, type TestClient } from '../client.ts';

const uri = 'file:///w/Dockerfile';
const text = 'from debian:13 AS base\nRUN apt-get install curl\nFROM base\nCOPY --from=base a https://a.b/\n';
let client: TestClient;

afterEach(async () => {
  expect(client.errors).toEqual([]);
  await client.stop();
});

/** A request for each feature, in the middle of a stage's name. */
const requests: Record<string, string> = {
  hover: 'hover',
  completion: 'completion',
  diagnostics: 'diagnostic',
  codeActions: 'codeAction',
  formatting: 'formatting',
  semanticTokens: 'semanticTokens/full',
  outline: 'documentSymbol',
  folding: 'foldingRange',
  selection: 'selectionRange',
  highlights: 'documentHighlight',
  definition: 'definition',
  references: 'references',
  rename: 'prepareRename',
  links: 'documentLink',
  callHierarchy: 'prepareCallHierarchy',
};

const position = { line: 2, character: 6 };
const params = {
  textDocument: { uri },
  position,
  positions: [position],
  options: { tabSize: 4, insertSpaces: true },
  range: { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } },
  context: { diagnostics: [], includeDeclaration: true },
};

async function answers(neighbours: readonly string[]): Promise<Record<string, string>> {
  client = await startClient({
    settings: { neighbours },
    capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: {} } },
  });
  await client.open(uri, text);
  const said: Record<string, string> = {};
  for (const [feature, request] of Object.entries(requests)) {
    said[feature] = JSON.stringify(await client.connection.sendRequest(`textDocument/${request}`, params));
  }
  said['workspaceSymbols'] = JSON.stringify(await client.connection.sendRequest('workspace/symbol', { query: '' }));
  return said;
}

const isEmpty = (answer: string): boolean =>
  ['null', '[]', '{"data":[]}', '{"kind":"full","items":[]}', '{"items":[]}'].includes(answer);

test('every feature answers', async () => {
  const said = await answers([]);
  expect(Object.keys(said).filter((feature) => isEmpty(said[feature] ?? ''))).toEqual([]);
});

test('what is left to neighbours gets the empty answer', async () => {
  const said = await answers(features);
  expect(Object.keys(said).filter((feature) => !isEmpty(said[feature] ?? ''))).toEqual([]);
});

test('only what is named is left to them', async () => {
  const said = await answers(['hover', 'diagnostics']);
  expect(Object.keys(said).filter((feature) => isEmpty(said[feature] ?? ''))).toEqual(['hover', 'diagnostics']);
});

test('capabilities are left out where the client says so at once', async () => {
  client = await startClient({ initializationOptions: { settings: { neighbours: ['formatting', 'hover'] } } });
  expect(Object.keys(client.initialized.capabilities).filter((name) => /hover|format/i.test(name))).toEqual([]);
  expect(client.initialized.capabilities['completionProvider']).toBeDefined();
});

test('unknown names are mistakes', async () => {
  client = await startClient();
  expect(toSettings({ neighbours: ['hover', 'hovers'] })).toMatchObject({
    settings: { neighbours: ['hover'] },
    mistakes: [{ path: ['neighbours', 1], kind: 'wrong-value', value: 'hovers' }],
  });
  expect(toSettings({ neighbours: 'hover' }).mistakes).toMatchObject([{ path: ['neighbours'], expected: 'a list' }]);
});

import { PassThrough } from 'node:stream';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import type { InitializeResult } from 'vscode-languageserver';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { CodeAction, CompletionItem, Diagnostic, Hover } from 'vscode-languageserver-types';
import type { Locale } from '../src/docs/docs.ts';
import type { FileSystem } from '../src/files.ts';
import { startServer } from '../src/server.ts';
import { bundles, homepage } from './harness.ts';

/** A client on a real connection to the server, with files that exist in memory only. */
export interface TestClient {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult & { capabilities: Record<string, unknown> };
  /** What the server wrote to its log as an error. */
  readonly errors: string[];
  /** The next diagnostics pushed for a document. */
  pushed(uri: string): Promise<Diagnostic[]>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): Promise<void>;
  hover(uri: string, line: number, character: number): Promise<Hover | null>;
  completion(uri: string, line: number, character: number): Promise<CompletionItem[]>;
  codeActions(uri: string, line: number, character: number, only?: string[]): Promise<CodeAction[]>;
  stop(): Promise<void>;
}

interface Options {
  readonly locale?: string;
  readonly initializationOptions?: unknown;
  readonly capabilities?: Record<string, unknown>;
  /** The answer to `workspace/configuration`. */
  readonly settings?: unknown;
  /** Hears of what the server registers. */
  readonly onRegister?: (registrations: readonly unknown[]) => void;
  /** Files by URI. */
  readonly files?: Record<string, string>;
}

export async function startClient(options: Options = {}): Promise<TestClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const files = options.files ?? {};
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const loadDocs = async (locale: Locale) => bundles[locale];
  startServer(server, { version: '0.0.0', homepage, loadDocs, fileSystem: () => memory(files) });
  server.listen();
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const errors: string[] = [];
  const waiting = new Map<string, ((diagnostics: Diagnostic[]) => void)[]>();
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) errors.push(message);
  });
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    for (const resolve of waiting.get(uri) ?? []) resolve(diagnostics);
    waiting.delete(uri);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => options.settings ?? null),
  );
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: unknown[] }) => {
    options.onRegister?.(registrations);
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const initialized = (await connection.sendRequest('initialize', {
    processId: null,
    rootUri: 'file:///w',
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    locale: options.locale,
    initializationOptions: options.initializationOptions,
    capabilities: options.capabilities ?? { workspace: { configuration: true } },
  })) as TestClient['initialized'];
  await connection.sendNotification('initialized', {});
  const place = (uri: string, line: number, character: number) => ({
    textDocument: { uri },
    position: { line, character },
  });
  return {
    connection,
    initialized,
    errors,
    pushed: (uri) => new Promise((resolve) => waiting.set(uri, [...(waiting.get(uri) ?? []), resolve])),
    open: (uri, text, languageId = 'dockerfile') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    hover: (uri, line, character) => connection.sendRequest('textDocument/hover', place(uri, line, character)),
    completion: (uri, line, character) =>
      connection.sendRequest('textDocument/completion', place(uri, line, character)),
    codeActions: (uri, line, character, only) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line, character }, end: { line, character } },
        context: { diagnostics: [], ...(only && { only }) },
      }),
    async stop() {
      await connection.sendRequest('shutdown');
      connection.dispose();
      server.dispose();
    },
  };
}

function memory(files: Record<string, string>): FileSystem {
  return {
    readFile: async (uri) => files[decodeURIComponent(uri)],
    readDirectory: async (folder) => {
      const below = Object.keys(files).filter((uri) => uri.startsWith(`${folder}/`));
      const names = below.map((uri) => uri.slice(folder.length + 1).split('/'));
      const kinds = new Map(
        names.map(([name = '', ...rest]) => [name, rest.length > 0 ? 'directory' : 'file'] as const),
      );
      return kinds.size > 0 ? [...kinds] : undefined;
    },
    stat: async (uri) => (files[decodeURIComponent(uri)] === undefined ? undefined : { kind: 'file', size: 0 }),
  };
}

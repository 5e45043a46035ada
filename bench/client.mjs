// A small language client that measures: every time is in milliseconds.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import rpc from 'vscode-jsonrpc/node.js';

export class Client {
  constructor({ command, args }) {
    this.started = performance.now();
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(this.child.stdout),
      new rpc.StreamMessageWriter(this.child.stdin),
    );
    this.waiting = [];
    this.published = 0;
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.published++;
      for (const waiter of this.waiting.splice(0)) {
        if (waiter.uri === params.uri && (params.version === undefined || params.version >= waiter.version))
          waiter.resolve(params.diagnostics);
        else this.waiting.push(waiter);
      }
    });
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onUnhandledNotification(() => {});
    this.connection.listen();
  }

  async initialize() {
    this.capabilities = (
      await this.connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: {
          textDocument: {
            hover: { contentFormat: ['markdown'] },
            publishDiagnostics: { versionSupport: true },
            semanticTokens: {
              requests: { full: true },
              tokenTypes: [
                'keyword',
                'comment',
                'parameter',
                'property',
                'namespace',
                'class',
                'macro',
                'string',
                'variable',
                'operator',
                'function',
                'type',
                'number',
              ],
              tokenModifiers: [],
              formats: ['relative'],
            },
          },
        },
      })
    ).capabilities;
    await this.connection.sendNotification('initialized', {});
    return performance.now() - this.started;
  }

  diagnostics(uri, version) {
    return new Promise((resolve) => this.waiting.push({ uri, version, resolve }));
  }

  async open(uri, text) {
    const diagnostics = this.diagnostics(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text },
    });
    await diagnostics;
    return performance.now() - this.started;
  }

  /** Types one character at a line's end and waits for the diagnostics of that version. */
  async type(uri, version, position) {
    const diagnostics = this.diagnostics(uri, version);
    const start = performance.now();
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
    });
    await diagnostics;
    return performance.now() - start;
  }

  async request(method, params) {
    const start = performance.now();
    await this.connection.sendRequest(method, params);
    return performance.now() - start;
  }

  /** Resident memory in MB (Linux). */
  memory() {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  }

  stop() {
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }
}

export function percentile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

export type ServerState = 'starting' | 'running' | 'failed';

/** The language server as the rest of the client sees it: it can be asked, restarted, and it says how it is. */
export class LanguageServer {
  readonly log: vscode.LogOutputChannel;
  private readonly createClient: () => BaseLanguageClient;
  private readonly changed = new vscode.EventEmitter<ServerState>();
  private client: BaseLanguageClient | undefined;
  private started: Promise<void> = Promise.resolve();
  private restarting: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeState = this.changed.event;

  constructor(log: vscode.LogOutputChannel, createClient: () => BaseLanguageClient) {
    this.log = log;
    this.createClient = createClient;
  }

  get state(): ServerState {
    switch (this.client?.state) {
      case State.Running:
        return 'running';
      case State.Stopped:
      case State.StartFailed:
        return 'failed';
      default:
        return 'starting';
    }
  }

  /** Never rejects: a server that does not start is a state, and every request then says why. */
  start(): void {
    const client = this.createClient();
    this.client = client;
    client.onDidChangeState(() => {
      if (client === this.client) this.changed.fire(this.state);
    });
    this.started = client.start();
    this.started.catch((error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
      if (client === this.client) this.changed.fire(this.state);
    });
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
    await this.started.catch(() => undefined);
  }

  /** When the server itself has heard what made it necessary: it is told of settings first. */
  restartSoon(): void {
    clearTimeout(this.restarting);
    this.restarting = setTimeout(() => void this.restart(), 300);
  }

  async stop(): Promise<void> {
    clearTimeout(this.restarting);
    const client = this.client;
    this.client = undefined;
    await this.started.catch(() => undefined);
    await client?.dispose().catch((error: unknown) => this.log.warn(String(error)));
  }

  async request<Result>(method: string, params: object): Promise<Result> {
    await this.started;
    if (this.client === undefined) throw new Error('The language server is stopped');
    return this.client.sendRequest<Result>(method, params);
  }

  /** A document's address in the form the server knows it by. */
  uriOf(document: vscode.TextDocument): string {
    return this.client?.code2ProtocolConverter.asUri(document.uri) ?? document.uri.toString();
  }
}

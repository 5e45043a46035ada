import * as vscode from 'vscode';
import type { Values } from './run.ts';

const key = 'dockerfileMentor.choices';
const mostDocuments = 50;

/** What was chosen in the forms of the views, for each Dockerfile. Outlives the window. */
export class Chosen implements vscode.Disposable {
  private readonly memory: vscode.Memento;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(memory: vscode.Memento) {
    this.memory = memory;
  }

  of(uri: vscode.Uri): Values {
    return this.all()[uri.toString()] ?? {};
  }

  /** An empty value is the default again. */
  async set(uri: vscode.Uri, id: string, value: string): Promise<void> {
    const { [uri.toString()]: before = {}, ...others } = this.all();
    const { [id]: _, ...rest } = before;
    const values = value === '' ? rest : { ...rest, [id]: value };
    const kept = Object.entries({ ...others, [uri.toString()]: values }).slice(-mostDocuments);
    await this.memory.update(key, Object.fromEntries(kept));
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private all(): Readonly<Record<string, Values>> {
    return this.memory.get<Record<string, Values>>(key, {});
  }
}

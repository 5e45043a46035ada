/** The live engine in VS Code: when to connect, what the views get, and the commands. */
import * as vscode from 'vscode';
import type { EngineAction, EnginePanel } from '../sidebar/enginePanel.ts';
import type { EnginePart } from '../sidebar/view.ts';
import { currentLocale } from '../translations.ts';
import { BaseImages } from './baseImages.ts';
import { EngineCommands } from './commands.ts';
import { type Engine, EngineError, type EngineModule, type ObjectKind } from './engine.ts';
import { LiveEngine } from './live.ts';
import { networksPanel, volumesPanel } from './panels/panels.ts';
import { reachAnswer } from './panels/reach.ts';

export class EngineControl implements vscode.Disposable {
  private readonly live: LiveEngine;
  private readonly commands: EngineCommands;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listeners: vscode.Disposable;
  private readonly visible = new Set<ObjectKind>();
  readonly onDidChange = this.changed.event;
  /** What the engine has of images that Dockerfiles build on. */
  readonly images: BaseImages;

  /** `load` reads `dist/engine.js`, on first use; there is none where no engine can be reached. */
  constructor(log: vscode.LogOutputChannel, load: (() => EngineModule) | undefined) {
    this.live = new LiveEngine(
      () => connect(load),
      () => this.changed.fire(),
      () => this.images.forget(),
    );
    this.images = new BaseImages(async (name) => (await this.live.ready()).image(name));
    this.commands = new EngineCommands(this.live, log);
    this.listeners = vscode.Disposable.from(
      this.commands,
      this.images,
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.live.reset()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('dockerfileMentor.engine')) void this.live.reset();
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.live.dispose();
    this.changed.dispose();
  }

  /** What the view of volumes or networks shows and can order. */
  part(kind: ObjectKind): EnginePart {
    return {
      panel: () => this.panel(kind),
      reach: (from) => (this.live.state.kind === 'ready' ? reachAnswer(this.live.state.snapshot, from) : undefined),
      act: (action, id) => this.act(action, kind, id),
      watch: (visible) => this.watch(kind, visible),
    };
  }

  private panel(kind: ObjectKind): EnginePanel {
    const reader = { locale: currentLocale(), now: Date.now() };
    return kind === 'volume' ? volumesPanel(this.live.state, reader) : networksPanel(this.live.state, reader);
  }

  private watch(kind: ObjectKind, visible: boolean): void {
    if (visible) this.visible.add(kind);
    else this.visible.delete(kind);
    this.live.watch(this.visible.size > 0);
  }

  private async act(action: EngineAction, kind: ObjectKind, id: string | undefined): Promise<void> {
    switch (action) {
      case 'refresh':
        return this.live.refresh();
      case 'create':
        return this.commands.create(kind);
      case 'prune':
        return this.commands.prune(kind);
      case 'inspect':
        return this.commands.inspect(kind, id);
      case 'remove':
        return this.commands.remove(kind, id);
    }
  }
}

async function connect(load: (() => EngineModule) | undefined): Promise<Engine> {
  const never = (code: 'browser' | 'untrusted') => new EngineError({ code, where: '', detail: '' });
  if (load === undefined) throw never('browser');
  if (!vscode.workspace.isTrusted) throw never('untrusted');
  const setting: unknown = vscode.workspace.getConfiguration('dockerfileMentor').get('engine.host');
  return load().connect(typeof setting === 'string' ? setting.trim() : '');
}

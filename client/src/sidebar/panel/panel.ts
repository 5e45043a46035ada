import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LanguageServer } from '../../languageServer.ts';
import { copyCommand, typeInTerminal } from '../../shellCommands.ts';
import type { OpenDockerfile } from '../openDockerfile.ts';
import { revealLine, revealPlace } from '../reveal.ts';
import { permit, renderPage } from '../viewPage.ts';
import { type Block, type FromPanel, isFromPanel, type Show } from './blocks.ts';
import type { Chosen } from './chosen.ts';
import type { Values } from './run.ts';

/** What makes one of these views different from another. */
export interface PanelKind {
  readonly id: string;
  readonly title: () => string;
  /** Without a Dockerfile it teaches. One answer after the other, each better than the one before. */
  blocks(document: vscode.TextDocument | undefined, values: Values): AsyncIterable<readonly Block[]>;
}

/** What the views share. */
export interface PanelHost {
  readonly server: LanguageServer;
  readonly dockerfile: OpenDockerfile;
  readonly chosen: Chosen;
  readonly extensionUri: vscode.Uri;
}

/** A view that says something of the open Dockerfile and asks for choices. */
export class Panel implements vscode.WebviewViewProvider {
  private readonly kind: PanelKind;
  private readonly host: PanelHost;
  private view: vscode.WebviewView | undefined;
  private requests = 0;

  constructor(kind: PanelKind, host: PanelHost) {
    this.kind = kind;
    this.host = host;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    permit(view.webview, this.host.extensionUri);
    view.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPanel(message)) this.answer(message).catch((error: unknown) => this.log(error));
    });
    view.onDidChangeVisibility(() => void this.refresh());
    view.onDidDispose(() => {
      this.view = undefined;
    });
    this.render();
  }

  /** A new page from the ground up: in another language, for instance. */
  render(): void {
    if (this.view === undefined) return;
    renderPage(this.view.webview, {
      extensionUri: this.host.extensionUri,
      script: 'panel.js',
      home: this.kind.id,
      homeLabel: this.kind.title(),
    });
  }

  /** Shows what is true now; an answer that another has overtaken is thrown away. */
  async refresh(): Promise<void> {
    if (this.view?.visible !== true) return;
    const request = ++this.requests;
    const document = this.host.dockerfile.current;
    try {
      for await (const blocks of this.kind.blocks(document, document ? this.host.chosen.of(document.uri) : {})) {
        if (request !== this.requests) return;
        this.post({ type: 'show', blocks });
      }
    } catch (error) {
      this.log(error);
      const text = l10n.t('The language server does not answer, so there is nothing to show yet.');
      const blocks: Block[] = [
        { kind: 'text', text },
        { kind: 'restart', label: l10n.t('Restart') },
      ];
      if (request === this.requests) this.post({ type: 'show', blocks });
    }
  }

  private async answer(message: FromPanel): Promise<void> {
    const document = this.host.dockerfile.current;
    switch (message.type) {
      case 'ready':
        return this.refresh();
      case 'choose':
        if (document !== undefined) await this.host.chosen.set(document.uri, message.id, message.value);
        return;
      case 'copy':
        return copyCommand(message.text);
      case 'type':
        return typeInTerminal(message.text);
      case 'file':
        return openFile(message.text, message.language);
      case 'learn':
        return vscode.commands.executeCommand('dockerfileMentor.learn', message.path);
      case 'reveal':
        if (document !== undefined) await revealLine(document, message.line);
        return;
      case 'place':
        return revealPlace(message.uri, message.line);
      case 'fix':
        if (document !== undefined) await offerFixes(document, message.line, message.character);
        return;
      case 'restart':
        return this.host.server.restart();
    }
  }

  private log(error: unknown): void {
    this.host.server.log.error(error instanceof Error ? error : String(error));
  }

  private post(message: Show): void {
    void this.view?.webview.postMessage(message);
  }
}

async function openFile(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

/** The list of quick fixes at the place of a finding: which one is the reader's choice. */
async function offerFixes(document: vscode.TextDocument, line: number, character: number): Promise<void> {
  const editor = await revealLine(document, line);
  if (editor === undefined) return;
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ComposeFacts } from '../../../answers/compose.ts';
import type { ImageFacts } from '../../../answers/image.ts';
import type { LanguageServer } from '../languageServer.ts';
import { copyCommand, typeInTerminal } from '../shellCommands.ts';
import type { EngineAction, EnginePanel, ReachAnswer } from './enginePanel.ts';
import { type FromPage, isFromPage, isPage, type Page, type Section, type ToPage } from './messages.ts';
import type { OpenDockerfile } from './openDockerfile.ts';
import type { Block } from './panel/blocks.ts';
import { revealLine, revealPlace } from './reveal.ts';
import type { OpenFile } from './sections.ts';
import { permit, renderPage } from './viewPage.ts';

/** What makes one view different from another. */
export interface ViewKind {
  readonly id: string;
  /** The page it begins with. */
  readonly home: string;
  readonly homeLabel: () => string;
  /** What it shows of the live engine, if it does. */
  readonly engine?: EnginePart;
  /** What it says about the Compose files of the workspace, if it does. */
  readonly compose?: (projects: readonly ComposeFacts[]) => Block[];
  /** What it says about the open Dockerfile, if it does. */
  readonly section?: (file: OpenFile | undefined) => Section;
}

/** The live engine as one view sees it. */
export interface EnginePart {
  panel(): EnginePanel;
  reach(from: string): ReachAnswer | undefined;
  act(action: EngineAction, id: string | undefined): Promise<void>;
  /** Somebody looks at the view, or nobody does any more. */
  watch(visible: boolean): void;
}

/** A view of the sidebar: pages of the documentation, and what they mean for the Dockerfile that is open. */
export class View implements vscode.WebviewViewProvider {
  private readonly kind: ViewKind;
  private readonly server: LanguageServer;
  private readonly dockerfile: OpenDockerfile;
  private readonly extensionUri: vscode.Uri;
  private view: vscode.WebviewView | undefined;
  /** Asked for while nothing was on the screen. */
  private wanted: string | undefined;
  /** The page on the screen. */
  private path: string;
  private sectionRequests = 0;

  constructor(kind: ViewKind, server: LanguageServer, dockerfile: OpenDockerfile, extensionUri: vscode.Uri) {
    this.kind = kind;
    this.server = server;
    this.dockerfile = dockerfile;
    this.extensionUri = extensionUri;
    this.path = kind.home;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    permit(view.webview, this.extensionUri);
    view.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) this.answer(message).catch((error: unknown) => this.log(error));
    });
    view.onDidChangeVisibility(() => {
      this.kind.engine?.watch(view.visible);
      void this.refreshSection();
    });
    view.onDidDispose(() => {
      this.kind.engine?.watch(false);
      this.view = undefined;
    });
    this.kind.engine?.watch(view.visible);
    this.render();
  }

  /** A new page from the ground up: in another language, for instance. */
  render(): void {
    if (this.view === undefined) return;
    renderPage(this.view.webview, {
      extensionUri: this.extensionUri,
      script: 'sidebar.js',
      home: this.kind.home,
      homeLabel: this.kind.homeLabel(),
    });
  }

  /** The same page again, because the server has become able to give it. */
  async refresh(): Promise<void> {
    if (this.view !== undefined) await this.showPage(this.path);
  }

  /** What the engine has told since. */
  refreshEngine(): void {
    if (this.view?.visible !== true || this.kind.engine === undefined) return;
    this.post({ type: 'engine', panel: this.kind.engine.panel() });
  }

  /** What the Compose files of the workspace say; nothing where there are none. */
  async refreshCompose(): Promise<void> {
    if (this.view?.visible !== true || this.kind.compose === undefined) return;
    try {
      const projects = await this.server.request<ComposeFacts[]>('dockerfileMentor/compose', {});
      this.post({ type: 'compose', blocks: this.kind.compose(projects) });
    } catch (error) {
      this.log(error);
    }
  }

  async refreshSection(): Promise<void> {
    if (this.view?.visible !== true || this.kind.section === undefined || this.path !== this.kind.home) return;
    const request = ++this.sectionRequests;
    const section = await this.section();
    if (section !== undefined && request === this.sectionRequests) this.post({ type: 'section', section });
  }

  /** Brings the view to the front, at the page. */
  async open(path: string): Promise<void> {
    if (this.view?.visible === true) this.post({ type: 'go', path });
    else this.wanted = path;
    await vscode.commands.executeCommand(`${this.kind.id}.focus`);
  }

  private async answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.refreshEngine();
        await this.showPage(this.wanted ?? message.path);
        this.wanted = undefined;
        break;
      case 'open':
        await this.showPage(message.path);
        break;
      case 'place':
        await revealPlace(message.uri, message.line);
        break;
      case 'external':
        await vscode.env.openExternal(vscode.Uri.parse(message.href, true));
        break;
      case 'copy':
        await copyCommand(message.text);
        break;
      case 'type':
        await typeInTerminal(message.text);
        break;
      case 'reveal':
        await this.reveal(message.line);
        break;
      case 'engine':
        await this.kind.engine?.act(message.action, message.id);
        break;
      case 'reach':
        this.answerReach(message.from);
        break;
      case 'restart':
        await this.server.restart();
        break;
    }
  }

  private answerReach(from: string): void {
    const answer = this.kind.engine?.reach(from);
    if (answer !== undefined) this.post({ type: 'reach', answer });
  }

  private async showPage(path: string): Promise<void> {
    try {
      const page = (await this.page(path)) ?? (await this.page(this.kind.home));
      if (page === undefined) throw new Error(`There is no page ${this.kind.home}`);
      this.path = page.path;
      const section = page.path === this.kind.home ? await this.section() : undefined;
      this.post({ type: 'page', page, ...(section === undefined ? {} : { section }) });
      if (page.path === this.kind.home) await this.refreshCompose();
    } catch (error) {
      this.log(error);
      this.post({
        type: 'unavailable',
        text: l10n.t('The language server does not answer, so there is nothing to show yet.'),
      });
    }
  }

  private async page(path: string): Promise<Page | undefined> {
    const page = await this.server.request<unknown>('dockerfileMentor/page', { path });
    return isPage(page) ? page : undefined;
  }

  private async section(): Promise<Section | undefined> {
    if (this.kind.section === undefined) return undefined;
    const document = this.dockerfile.current;
    if (document === undefined) return this.kind.section(undefined);
    return this.kind.section({
      name: vscode.workspace.asRelativePath(document.uri),
      facts: await this.facts(document),
    });
  }

  private async facts(document: vscode.TextDocument): Promise<ImageFacts | null> {
    try {
      return await this.server.request('dockerfileMentor/image', {
        textDocument: { uri: this.server.uriOf(document) },
      });
    } catch (error) {
      this.log(error);
      return null;
    }
  }

  private async reveal(line: number): Promise<void> {
    const document = this.dockerfile.current;
    if (document !== undefined) await revealLine(document, line);
  }

  private log(error: unknown): void {
    this.server.log.error(error instanceof Error ? error : String(error));
  }

  private post(message: ToPage): void {
    void this.view?.webview.postMessage(message);
  }
}

import * as vscode from 'vscode';

const quietMilliseconds = 250;

/**
 * The Dockerfile the reader works on: the one in the active editor, else the last one for as long as its tab is there. Tells when there is
 * another, or when typing in it pauses.
 */
export class OpenDockerfile implements vscode.Disposable {
  private document: vscode.TextDocument | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listeners: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor() {
    this.update();
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.update()),
      vscode.workspace.onDidOpenTextDocument(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document) this.announce();
      }),
    );
  }

  get current(): vscode.TextDocument | undefined {
    return this.document;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  private update(): void {
    const next = this.choose();
    if (next === this.document) return;
    this.document = next;
    this.announce();
  }

  private choose(): vscode.TextDocument | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const active = [activeTextEditor, ...visibleTextEditors].map((editor) => editor?.document).find(isDockerfile);
    if (isDockerfile(activeTextEditor?.document)) return activeTextEditor?.document;
    return this.document !== undefined && isDockerfile(this.document) && hasTab(this.document) ? this.document : active;
  }

  private announce(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), quietMilliseconds);
  }
}

function isDockerfile(document: vscode.TextDocument | undefined): boolean {
  return document?.languageId === 'dockerfile' && !document.isClosed;
}

function hasTab(document: vscode.TextDocument): boolean {
  const uri = document.uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
}

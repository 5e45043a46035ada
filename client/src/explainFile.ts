import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LanguageServer } from './languageServer.ts';

export const explainFileCommand = 'dockerfileMentor.explainFile';

const scheme = 'dockerfile-mentor-explain';

/** Shows a Dockerfile explained: read-only Markdown, as a preview where there is one. */
export class FileExplainer implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly server: LanguageServer;
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly listeners: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(server: LanguageServer) {
    this.server = server;
    this.listeners = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.commands.registerCommand(explainFileCommand, (uri: unknown) => this.explain(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === scheme && this.texts.delete(uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** Explains the Dockerfile of a menu's URI, or that of the active editor. */
  private async explain(given: unknown): Promise<void> {
    const document =
      given instanceof vscode.Uri
        ? await vscode.workspace.openTextDocument(given)
        : vscode.window.activeTextEditor?.document;
    const answer =
      document?.languageId === 'dockerfile'
        ? await this.server.request<{ markdown: string } | null>('dockerfileMentor/explain', {
            textDocument: { uri: this.server.uriOf(document) },
          })
        : null;
    if (!document || !answer) {
      void vscode.window.showInformationMessage(
        l10n.t('Open a Dockerfile first: this command explains the one in the editor.'),
      );
      return;
    }
    const name = document.uri.path.split('/').pop() || 'Dockerfile';
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: document.uri.toString() });
    this.texts.set(uri.toString(), answer.markdown);
    this.changed.fire(uri);
    await show(uri);
  }
}

/** The preview is VS Code's own Markdown extension, which may be switched off. */
async function show(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

import * as vscode from 'vscode';

const quietMilliseconds = 250;
const names = /(?:^|\/)(?:(?:docker-)?compose[\w.-]*\.ya?ml|\.env)$/i;

/** Tells when Compose files, or the `.env` beside them, were typed in and typing pauses, were written, or came and went. */
export function onComposeChange(changed: () => void): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, quietMilliseconds);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(
    '**/{compose*.yaml,compose*.yml,docker-compose*.yaml,docker-compose*.yml,.env}',
  );
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && names.test(document.uri.path)) soon();
    }),
    // What was typed and thrown away is not true any more.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (names.test(uri.path)) soon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

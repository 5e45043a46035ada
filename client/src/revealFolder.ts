import * as vscode from 'vscode';

/** The command behind a link to a folder: `[URI of the folder]`. */
export const revealFolderCommand = 'dockerfileMentor.revealFolder';

/** Shows a folder of the workspace in the explorer. */
export async function revealFolder(uri: unknown): Promise<void> {
  if (typeof uri === 'string') await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.parse(uri));
}

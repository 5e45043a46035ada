import * as vscode from 'vscode';

/** Shows a line of a document where the document is, and selects it. Returns nothing where there is no such line. */
export async function revealLine(document: vscode.TextDocument, line: number): Promise<vscode.TextEditor | undefined> {
  if (line >= document.lineCount) return undefined;
  const { range } = document.lineAt(line);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const column = shown?.viewColumn ?? vscode.ViewColumn.Active;
  const editor = await vscode.window.showTextDocument(document, { viewColumn: column, selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

/** Shows a line of a file, which need not be open. */
export async function revealPlace(uri: string, line: number): Promise<void> {
  await revealLine(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)), line);
}

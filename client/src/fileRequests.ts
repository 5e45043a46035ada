import * as vscode from 'vscode';
import { type BaseLanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient';

/** Lends the server VS Code's file systems: all of them in the browser, the virtual ones on the desktop. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest('dockerfileMentor/readFile', (params: unknown) =>
    withUri(params, async (uri) => toBase64(await vscode.workspace.fs.readFile(uri))),
  );
  client.onRequest('dockerfileMentor/readDirectory', (params: unknown) =>
    withUri(params, (uri) => vscode.workspace.fs.readDirectory(uri)),
  );
  client.onRequest('dockerfileMentor/stat', (params: unknown) =>
    withUri(params, async (uri) => {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      return { type, size };
    }),
  );
}

async function withUri<Result>(params: unknown, read: (uri: vscode.Uri) => Thenable<Result>): Promise<Result> {
  const { uri } = (params ?? {}) as { uri?: unknown };
  if (typeof uri !== 'string') throw new ResponseError(LSPErrorCodes.RequestFailed, 'The request has no uri');
  try {
    return await read(vscode.Uri.parse(uri, true));
  } catch (error) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
  }
}

function toBase64(bytes: Uint8Array): string {
  const chunk = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

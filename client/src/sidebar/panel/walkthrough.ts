import * as vscode from 'vscode';
import type { ImageFacts } from '../../../../answers/image.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { OpenDockerfile } from '../openDockerfile.ts';
import { type Achievement, achieved, achievements } from './achievements.ts';

/** Builds, and could be better in many ways. */
const practice = `FROM node
COPY . .
RUN npm install
CMD npm start
`;

/** The commands of the walkthrough, and the context keys that tick its steps as the open Dockerfile improves. */
export function registerWalkthrough(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  dockerfile: OpenDockerfile,
): void {
  const { registerCommand } = vscode.commands;
  const done = new Set<Achievement>();
  const update = (): void => {
    const document = dockerfile.current;
    if (document === undefined || done.size === achievements.length) return;
    tick(server, document, done).catch((error: unknown) => server.log.warn(String(error)));
  };
  context.subscriptions.push(
    registerCommand('dockerfileMentor.practice', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: practice });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    }),
    registerCommand('dockerfileMentor.getStarted', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#getStarted`, false),
    ),
    dockerfile.onDidChange(update),
  );
  update();
}

/** What was achieved once stays achieved. */
async function tick(server: LanguageServer, document: vscode.TextDocument, done: Set<Achievement>): Promise<void> {
  const image = await server.request<ImageFacts | null>('dockerfileMentor/image', {
    textDocument: { uri: server.uriOf(document) },
  });
  for (const one of image === null ? [] : achieved(image)) {
    if (done.has(one)) continue;
    done.add(one);
    await vscode.commands.executeCommand('setContext', `dockerfileMentor.achieved.${one}`, true);
  }
}

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

/** How long the editor takes to open the page of a walkthrough and to listen for its steps, in milliseconds. */
const openingMilliseconds = 1000;

/** The commands of the walkthrough, and the context keys that tick its steps as the open Dockerfile improves. */
export function registerWalkthrough(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  dockerfile: OpenDockerfile,
): void {
  const { registerCommand } = vscode.commands;
  const steps = new Steps(server);
  const update = (): void => {
    if (dockerfile.current !== undefined) steps.look(dockerfile.current);
  };
  context.subscriptions.push(
    steps,
    registerCommand('dockerfileMentor.practice', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: practice });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    }),
    registerCommand('dockerfileMentor.getStarted', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#getStarted`, false),
    ),
    dockerfile.onDidChange(update),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.some(isUnknown)) steps.announceSoon();
    }),
  );
  update();
}

/** A walkthrough is a tab of a kind that extensions are told nothing of. */
function isUnknown({ input }: vscode.Tab): boolean {
  return input === undefined;
}

/** What was achieved once stays achieved. */
class Steps implements vscode.Disposable {
  private readonly server: LanguageServer;
  private readonly done = new Set<Achievement>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: LanguageServer) {
    this.server = server;
  }

  /** Looks at what a Dockerfile achieves by now. */
  look(document: vscode.TextDocument): void {
    if (this.done.size < achievements.length) this.ask(document).catch((error: unknown) => this.log(error));
  }

  announceSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.announce().catch((error: unknown) => this.log(error)), openingMilliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async ask(document: vscode.TextDocument): Promise<void> {
    const image = await this.server.request<ImageFacts | null>('dockerfileMentor/image', {
      textDocument: { uri: this.server.uriOf(document) },
    });
    for (const one of image === null ? [] : achieved(image)) this.done.add(one);
    if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isUnknown))) await this.announce();
  }

  /** A key that is true already when the editor begins to listen would never tick its step: each is true for a moment only, again and again. */
  private async announce(): Promise<void> {
    const set = (one: Achievement, value: boolean) =>
      vscode.commands.executeCommand('setContext', `dockerfileMentor.achieved.${one}`, value);
    // One right behind the other, so that the editor begins to listen in no moment between them.
    await Promise.all([...this.done].flatMap((one) => [set(one, true), set(one, false)]));
  }

  private log(error: unknown): void {
    this.server.log.warn(String(error));
  }
}

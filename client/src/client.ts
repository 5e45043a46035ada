import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { EngineControl } from './engine/control.ts';
import type { EngineModule } from './engine/engine.ts';
import { FileExplainer } from './explainFile.ts';
import { answerFileRequests } from './fileRequests.ts';
import { LanguageServer } from './languageServer.ts';
import { NeighbourOffer, withheldFeatures } from './neighbourOffer.ts';
import { revealFolder, revealFolderCommand } from './revealFolder.ts';
import { setRule, setRuleCommand } from './ruleSetting.ts';
import { copyCommand, typeInTerminal } from './shellCommands.ts';
import { registerSidebar } from './sidebar/sidebar.ts';
import { createStatus } from './status.ts';
import { currentLocale, loadTranslations } from './translations.ts';

/** By language alone: a Dockerfile is one in every file system, saved or not. */
const dockerfiles = [{ language: 'dockerfile' }];

/** Checked by the server too, as they are typed. It asks by itself to hear of the files that it only reads. */
const configurationFiles = [{ pattern: '**/.dockerfile-mentor.{yaml,yml}' }, { pattern: '**/.hadolint.{yaml,yml}' }];

/** How a door makes a client: with a process or with a worker. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

export interface Activation {
  stop(): Promise<void>;
}

/** Everything but the choice of the server, which the doors make; where there is a way to a Docker Engine, they know it too. */
export async function activateWith(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  loadEngine?: () => EngineModule,
): Promise<Activation> {
  await loadTranslations(context.extensionUri, currentLocale());
  const log = vscode.window.createOutputChannel('Dockerfile Mentor', { log: true });
  const server = new LanguageServer(log, () => {
    const client = createClient({
      documentSelector: [...dockerfiles, ...configurationFiles],
      outputChannel: log,
      initializationOptions: {
        snippets: false,
        commands: [setRuleCommand, revealFolderCommand, 'editor.action.triggerSuggest'],
        settings: { neighbours: withheldFeatures() },
      },
    });
    answerFileRequests(client);
    return client;
  });
  const status = createStatus(server, dockerfiles);
  const engine = new EngineControl(log, loadEngine);
  const sidebar = registerSidebar(context, server, engine);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    log,
    status,
    new FileExplainer(server),
    new NeighbourOffer(context.globalState),
    engine,
    registerCommand('dockerfileMentor.restart', () => server.restart()),
    registerCommand('dockerfileMentor.showOutput', () => log.show()),
    registerCommand('dockerfileMentor.openSettings', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`),
    ),
    registerCommand('dockerfileMentor.learn', (topic: unknown) => sidebar.learn(topic)),
    registerCommand('dockerfileMentor.copyCommand', copyCommand),
    registerCommand('dockerfileMentor.typeInTerminal', typeInTerminal),
    registerCommand(setRuleCommand, setRule),
    registerCommand(revealFolderCommand, revealFolder),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('dockerfileMentor.neighbours')) server.restartSoon();
      if (!event.affectsConfiguration('dockerfileMentor.locale')) return;
      await loadTranslations(context.extensionUri, currentLocale());
      status.update();
      sidebar.render();
    }),
  );
  server.start();
  return { stop: () => server.stop() };
}

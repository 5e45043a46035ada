import type { ExtensionContext } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type Activation, activateWith } from './client.ts';
import type { EngineModule } from './engine/engine.ts';

let activation: Activation | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const options: ServerOptions = {
    run: server,
    debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  activation = await activateWith(
    context,
    (clientOptions) => new LanguageClient('dockerfileMentor', 'Dockerfile Mentor', options, clientOptions),
    () => require(context.asAbsolutePath('dist/engine.js')) as EngineModule,
  );
}

export async function deactivate(): Promise<void> {
  await activation?.stop();
}

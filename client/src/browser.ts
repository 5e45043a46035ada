import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, State } from 'vscode-languageclient/browser';
import { type Activation, activateWith } from './client.ts';

let activation: Activation | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  activation = await activateWith(context, (clientOptions) => {
    let worker: Worker | undefined;
    const start = async () => {
      worker = new Worker(Uri.joinPath(dist, 'server.web.js').toString(true));
      // Not the worker itself: the client asks `instanceof Worker`, which the extension host has replaced by a class of its own.
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    const client = new LanguageClient('dockerfileMentor', 'Dockerfile Mentor', start, {
      ...clientOptions,
      // The worker cannot find its siblings by itself: it reads the pages through the client.
      initializationOptions: { ...clientOptions.initializationOptions, docs: dist.toString() },
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped || newState === State.StartFailed) worker?.terminate();
    });
    return client;
  });
}

export async function deactivate(): Promise<void> {
  await activation?.stop();
}

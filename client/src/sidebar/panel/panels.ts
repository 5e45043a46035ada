import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LanguageServer } from '../../languageServer.ts';
import type { OpenDockerfile } from '../openDockerfile.ts';
import { Chosen } from './chosen.ts';
import type { Image, Run } from './facts.ts';
import { imageBlocks, imageLesson } from './image.ts';
import { Panel, type PanelHost, type PanelKind } from './panel.ts';
import { choicesOf, runBlocks, runLesson, type Values } from './run.ts';

/** The views *This image* and *Run it*. Their choices are shared: the stage chosen in one is that of the other. */
export function registerPanels(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  dockerfile: OpenDockerfile,
): readonly Panel[] {
  const chosen = new Chosen(context.workspaceState);
  const host: PanelHost = { server, dockerfile, chosen, extensionUri: context.extensionUri };
  const panels = [imageView(server), runView(server)].map((kind) => {
    const panel = new Panel(kind, host);
    context.subscriptions.push(vscode.window.registerWebviewViewProvider(kind.id, panel));
    return panel;
  });
  context.subscriptions.push(
    chosen,
    chosen.onDidChange(() => {
      for (const panel of panels) void panel.refresh();
    }),
  );
  return panels;
}

function imageView(server: LanguageServer): PanelKind {
  return {
    id: 'dockerfileMentor.image',
    title: () => l10n.t('This image'),
    async blocks(document, values) {
      if (document === undefined) return imageLesson(undefined);
      const image = await askImage(server, document, values);
      const name = vscode.workspace.asRelativePath(document.uri);
      return image === null ? imageLesson(name) : imageBlocks(name, image);
    },
  };
}

function runView(server: LanguageServer): PanelKind {
  return {
    id: 'dockerfileMentor.run',
    title: () => l10n.t('Run it'),
    async blocks(document, values) {
      if (document === undefined) return runLesson(undefined);
      const image = await askImage(server, document, values);
      const name = vscode.workspace.asRelativePath(document.uri);
      if (image === null) return runLesson(name);
      const run = await server.request<Run | null>('dockerfileMentor/run', {
        ...subject(server, document),
        target: String(image.target),
        choices: choicesOf(values),
      });
      return run === null ? runLesson(name) : runBlocks(name, image, run, values);
    },
  };
}

/** The image of the chosen stage; of the last one, where the chosen one is gone. */
async function askImage(server: LanguageServer, document: vscode.TextDocument, values: Values): Promise<Image | null> {
  const ask = (target: string | undefined): Promise<Image | null> =>
    server.request('dockerfileMentor/image', { ...subject(server, document), target });
  return (values.target === undefined ? null : await ask(values.target)) ?? (await ask(undefined));
}

function subject(server: LanguageServer, document: vscode.TextDocument): { textDocument: { uri: string } } {
  return { textDocument: { uri: server.uriOf(document) } };
}

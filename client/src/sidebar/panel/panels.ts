import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseImages } from '../../engine/baseImages.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { OpenDockerfile } from '../openDockerfile.ts';
import { Chosen } from './chosen.ts';
import { imageBlocks, imageLesson } from './image.ts';
import { Images } from './images.ts';
import { Panel, type PanelHost, type PanelKind } from './panel.ts';
import { runBlocks, runLesson } from './run.ts';

/** The views *This image* and *Run it*. Their choices are shared: the stage chosen in one is that of the other. */
export function registerPanels(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  dockerfile: OpenDockerfile,
  bases: BaseImages,
): readonly Panel[] {
  const chosen = new Chosen(context.workspaceState);
  const host: PanelHost = { server, dockerfile, chosen, extensionUri: context.extensionUri };
  const images = new Images<vscode.TextDocument>(server, bases);
  const panels = [imageView(images), runView(images)].map((kind) => {
    const panel = new Panel(kind, host);
    context.subscriptions.push(vscode.window.registerWebviewViewProvider(kind.id, panel));
    return panel;
  });
  const refresh = (): void => {
    for (const panel of panels) void panel.refresh();
  };
  context.subscriptions.push(chosen, chosen.onDidChange(refresh), bases.onDidChange(refresh));
  return panels;
}

function imageView(images: Images<vscode.TextDocument>): PanelKind {
  return {
    id: 'dockerfileMentor.image',
    title: () => l10n.t('This image'),
    async *blocks(document, values) {
      if (document === undefined) yield imageLesson(undefined);
      else {
        const name = vscode.workspace.asRelativePath(document.uri);
        for await (const seen of images.of(document, values)) {
          yield seen === null ? imageLesson(name) : imageBlocks(name, seen.image);
        }
      }
    },
  };
}

function runView(images: Images<vscode.TextDocument>): PanelKind {
  return {
    id: 'dockerfileMentor.run',
    title: () => l10n.t('Run it'),
    async *blocks(document, values) {
      if (document === undefined) yield runLesson(undefined);
      else {
        const name = vscode.workspace.asRelativePath(document.uri);
        for await (const seen of images.of(document, values)) {
          const run = seen && (await images.run(seen, values));
          yield seen && run ? runBlocks(name, seen.image, run, values) : runLesson(name);
        }
      }
    },
  };
}

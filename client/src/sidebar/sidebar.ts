import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EngineControl } from '../engine/control.ts';
import type { LanguageServer } from '../languageServer.ts';
import { onComposeChange } from './composeFiles.ts';
import { isPagePath } from './messages.ts';
import { OpenDockerfile } from './openDockerfile.ts';
import { composeNetworks, composeVolumes } from './panel/compose.ts';
import { registerPanels } from './panel/panels.ts';
import { registerWalkthrough } from './panel/walkthrough.ts';
import { networksSection, volumesSection } from './sections.ts';
import { View, type ViewKind } from './view.ts';

const volumes: ViewKind = {
  id: 'dockerfileMentor.volumes',
  home: 'topics/volumes',
  homeLabel: () => l10n.t('Volumes'),
  section: volumesSection,
  compose: composeVolumes,
};

const networks: ViewKind = {
  id: 'dockerfileMentor.networks',
  home: 'topics/networks',
  homeLabel: () => l10n.t('Networks'),
  section: networksSection,
  compose: composeNetworks,
};

const learn: ViewKind = {
  id: 'dockerfileMentor.learn',
  home: 'topics/README',
  homeLabel: () => l10n.t('All topics'),
};

export interface Sidebar {
  /** In another language, after it was loaded. */
  render(): void;
  /** Opens a page in the Learn view: `volumes`, `instructions/RUN`, or the list of topics. */
  learn(topic: unknown): Promise<void>;
}

export function registerSidebar(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  engine: EngineControl,
): Sidebar {
  const dockerfile = new OpenDockerfile();
  const panels = registerPanels(context, server, dockerfile, engine.images);
  registerWalkthrough(context, server, dockerfile);
  const register = (kind: ViewKind) => {
    const view = new View(kind, server, dockerfile, context.extensionUri);
    context.subscriptions.push(vscode.window.registerWebviewViewProvider(kind.id, view));
    return view;
  };
  const lessons = register(learn);
  const views = [
    register({ ...volumes, engine: engine.part('volume') }),
    register({ ...networks, engine: engine.part('network') }),
    lessons,
  ];
  context.subscriptions.push(
    dockerfile,
    onComposeChange(() => {
      for (const view of views) void view.refreshCompose();
      for (const panel of panels) void panel.refresh();
    }),
    dockerfile.onDidChange(() => {
      for (const view of views) void view.refreshSection();
      for (const panel of panels) void panel.refresh();
    }),
    engine.onDidChange(() => {
      for (const view of views) view.refreshEngine();
    }),
    server.onDidChangeState((state) => {
      if (state !== 'running') return;
      for (const view of [...views, ...panels]) void view.refresh();
    }),
  );
  return {
    render() {
      for (const view of [...views, ...panels]) view.render();
    },
    learn: (topic) => lessons.open(pagePath(topic)),
  };
}

function pagePath(topic: unknown): string {
  if (!isPagePath(topic)) return learn.home;
  return topic.includes('/') ? topic : `topics/${topic}`;
}

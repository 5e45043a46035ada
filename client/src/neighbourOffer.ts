import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  formatterInstead,
  type Installed,
  type Neighbour,
  neighboursAmong,
  type Present,
  silent,
  toOffer,
  withheldEverywhere,
  withheldInstead,
} from './neighbours.ts';

/** Where it is remembered of whom was spoken. */
const memory = 'neighbours.offered';

/**
 * Offers, once for each neighbour and when a Dockerfile is open, to let it or us be quiet. Nothing changes without a
 * click.
 */
export class NeighbourOffer implements vscode.Disposable {
  private readonly remembered: vscode.Memento;
  private readonly listeners: vscode.Disposable;
  private isAsking = false;

  constructor(remembered: vscode.Memento) {
    this.remembered = remembered;
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => void this.offer()),
      vscode.extensions.onDidChange(() => void this.offer()),
    );
    void this.offer();
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private async offer(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (this.isAsking || document?.languageId !== 'dockerfile') return;
    const offered = this.remembered.get<readonly string[]>(memory, []);
    const neighbour = toOffer(neighboursAmong(installed()), offered, present(document));
    if (!neighbour) return;
    this.isAsking = true;
    try {
      await this.remembered.update(memory, [...offered, neighbour.id]);
      await ask(neighbour);
    } finally {
      this.isAsking = false;
    }
  }
}

/** What our setting leaves to neighbours in every folder. */
export function withheldFeatures(): string[] {
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [undefined];
  return withheldEverywhere(
    folders.map((uri) => vscode.workspace.getConfiguration('dockerfileMentor', uri).get<string[]>('neighbours', [])),
  );
}

function installed(): Installed[] {
  return vscode.extensions.all.map(({ id, packageJSON }) => {
    const { configuration = [] } = (packageJSON as { contributes?: { configuration?: unknown } }).contributes ?? {};
    const parts = [configuration].flat() as { properties?: Record<string, unknown> }[];
    return { id, settings: Object.assign({}, ...parts.map(({ properties }) => properties)) };
  });
}

function present(document: vscode.TextDocument): Present {
  return {
    withheld: vscode.workspace.getConfiguration('dockerfileMentor', document).get<string[]>('neighbours', []),
    formatter: formatter(document),
    valueOf: (setting) => vscode.workspace.getConfiguration(undefined, document).get(setting),
  };
}

function formatter(scope: vscode.ConfigurationScope): string | undefined {
  return vscode.workspace.getConfiguration('editor', scope).get<string | null>('defaultFormatter') ?? undefined;
}

async function ask(neighbour: Neighbour): Promise<void> {
  const { name, silencers } = neighbour;
  const quietThem = l10n.t('Quiet {name}', { name });
  const showThem = l10n.t('Show {name}', { name });
  const quietUs = l10n.t('Quiet Dockerfile Mentor');
  const theirs = silencers.length > 0 ? quietThem : showThem;
  const chosen = await vscode.window.showInformationMessage(question(neighbour), theirs, quietUs, l10n.t('Keep Both'));
  if (chosen === quietUs) await beQuiet(neighbour);
  else if (chosen === quietThem) await quiet(neighbour);
  else if (chosen === showThem) await vscode.commands.executeCommand('extension.open', neighbour.id);
}

function question({ name, shares }: Neighbour): string {
  return shares.includes('formatting')
    ? l10n.t(
        '{name} checks and formats Dockerfiles too, so you may see things twice. Which of the two shall be quiet? (The settings of {name} can silence its warnings, not its errors.)',
        { name },
      )
    : l10n.t('{name} checks Dockerfiles too, so you may see problems twice. Which of the two shall be quiet?', {
        name,
      });
}

/** Silences the neighbour by its own settings, and makes us the formatter of Dockerfiles. */
async function quiet(neighbour: Neighbour): Promise<void> {
  const scope = { languageId: 'dockerfile' };
  const settings = vscode.workspace.getConfiguration();
  for (const setting of neighbour.silencers) await settings.update(setting, silent, vscode.ConfigurationTarget.Global);
  const instead = formatterInstead(neighbour, formatter(scope));
  const editor = vscode.workspace.getConfiguration('editor', scope);
  if (instead !== formatter(scope)) {
    await editor.update('defaultFormatter', instead, vscode.ConfigurationTarget.Global, true);
  }
}

/** Leaves to the neighbour what both of us do. */
async function beQuiet(neighbour: Neighbour): Promise<void> {
  const settings = vscode.workspace.getConfiguration('dockerfileMentor');
  const withheld = settings.inspect<string[]>('neighbours')?.globalValue ?? [];
  await settings.update('neighbours', withheldInstead(neighbour, withheld), vscode.ConfigurationTarget.Global);
}

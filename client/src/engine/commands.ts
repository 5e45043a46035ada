/** The orders that can be given to the engine. What destroys asks first, and names all that will be lost. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { currentLocale } from '../translations.ts';
import { EngineError, type ObjectKind } from './engine.ts';
import type { LiveEngine } from './live.ts';
import { networkFacts } from './networks.ts';
import { ageText, sizeText, troubleSentence } from './sentences.ts';
import { volumeFacts } from './volumes.ts';

const scheme = 'dockerfile-mentor-engine';
/** As many lines as a dialog can show; who chose more has just seen them in a list. */
const longestList = 25;

/** Something that could be deleted: nobody uses it. */
interface Candidate {
  readonly name: string;
  /** What it would cost: its size, its age, the project it is of. */
  readonly about: string;
  /** Whether deleting it loses data. */
  readonly holdsData: boolean;
}

export class EngineCommands implements vscode.Disposable {
  private readonly live: LiveEngine;
  private readonly log: vscode.LogOutputChannel;
  private readonly inspected = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  constructor(live: LiveEngine, log: vscode.LogOutputChannel) {
    this.live = live;
    this.log = log;
    const { registerCommand } = vscode.commands;
    this.registered = vscode.Disposable.from(
      this.inspected,
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.inspected.event,
        provideTextDocumentContent: (uri) => this.document(uri),
      }),
      registerCommand('dockerfileMentor.engine.refresh', () => this.guard(() => this.live.refresh())),
      registerCommand('dockerfileMentor.engine.createVolume', () => this.create('volume')),
      registerCommand('dockerfileMentor.engine.createNetwork', () => this.create('network')),
      registerCommand('dockerfileMentor.engine.inspectVolume', () => this.inspect('volume', undefined)),
      registerCommand('dockerfileMentor.engine.inspectNetwork', () => this.inspect('network', undefined)),
      registerCommand('dockerfileMentor.engine.pruneVolumes', () => this.prune('volume')),
      registerCommand('dockerfileMentor.engine.pruneNetworks', () => this.prune('network')),
    );
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** Asks for a name, and for a network its kind. */
  create(kind: ObjectKind): Promise<void> {
    return this.guard(async () => {
      const engine = await this.live.ready();
      const taken = new Set(await this.names(kind));
      const name = await vscode.window.showInputBox({
        title: kind === 'volume' ? l10n.t('New volume') : l10n.t('New network'),
        prompt: l10n.t('Its name'),
        validateInput: (text) => nameProblem(text, taken),
      });
      if (name === undefined) return;
      if (kind === 'volume') {
        await engine.createVolume({ name, driver: 'local' });
      } else {
        const internal = await chooseInternal();
        if (internal === undefined) return;
        await engine.createNetwork({ name, driver: 'bridge', internal });
      }
      await this.live.refresh();
    });
  }

  /** Shows what the engine knows, as JSON that cannot be edited. */
  inspect(kind: ObjectKind, name: string | undefined): Promise<void> {
    return this.guard(async () => {
      await this.live.ready();
      const chosen = name ?? (await vscode.window.showQuickPick(this.names(kind)));
      if (chosen === undefined) return;
      const uri = vscode.Uri.from({ scheme, path: `/${kind}/${chosen}.json` });
      this.inspected.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    });
  }

  /** Deletes one, if nobody uses it, after it was confirmed. */
  remove(kind: ObjectKind, name: string | undefined): Promise<void> {
    return this.guard(async () => {
      const candidate = (await this.candidates(kind)).find((one) => one.name === name);
      if (candidate !== undefined && (await confirmed(kind, [candidate]))) await this.removeAll(kind, [candidate]);
    });
  }

  /** Offers all that nobody uses; those that hold data must be chosen by hand. */
  prune(kind: ObjectKind): Promise<void> {
    return this.guard(async () => {
      const candidates = await this.candidates(kind);
      if (candidates.length === 0) {
        void vscode.window.showInformationMessage(l10n.t('There is nothing that nobody uses.'));
        return;
      }
      const items = candidates.map((candidate) => ({
        label: candidate.name,
        description: candidate.about,
        picked: !candidate.holdsData,
        candidate,
      }));
      const title = kind === 'volume' ? l10n.t('Volumes to delete') : l10n.t('Networks to delete');
      const placeHolder = l10n.t('No container uses these. Choose those that may go; you are asked once more.');
      const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
      const all = (chosen ?? []).map(({ candidate }) => candidate);
      if (all.length > 0 && (await confirmed(kind, all))) await this.removeAll(kind, all);
    });
  }

  /** Asked anew, since what is shown may be old by now. */
  private async candidates(kind: ObjectKind): Promise<Candidate[]> {
    const engine = await this.live.ready();
    const snapshot = await engine.snapshot();
    if (kind === 'network') {
      const unused = networkFacts(snapshot).filter(({ verdict }) => verdict === 'safe');
      return unused.map(({ network }) => ({ name: network.name, about: network.driver, holdsData: false }));
    }
    const { state } = this.live;
    const known = state.kind === 'ready' ? state.snapshot.volumes : [];
    const sizes = new Map(known.map(({ name, size }) => [name, size]));
    const volumes = snapshot.volumes.map((volume) => {
      const size = sizes.get(volume.name);
      return size === undefined ? volume : { ...volume, size };
    });
    return volumeFacts({ ...snapshot, volumes })
      .filter(({ verdict }) => verdict !== 'used')
      .map(({ volume, verdict, origin }) => ({
        name: volume.name,
        about: [
          volume.size === undefined ? l10n.t('size not known') : sizeText(volume.size),
          ...(volume.created === undefined ? [] : [ageText(volume.created, Date.now(), currentLocale())]),
          ...(origin?.by === 'compose' ? [`Compose: ${origin.project}`] : []),
        ].join(' · '),
        holdsData: verdict === 'kept',
      }));
  }

  /** One by one and never forced: what somebody has begun to use in the meantime stays. */
  private async removeAll(kind: ObjectKind, all: readonly Candidate[]): Promise<void> {
    const engine = await this.live.ready();
    const failures: string[] = [];
    const unused = new Set((await this.candidates(kind)).map(({ name }) => name));
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: l10n.t('Deleting…'), cancellable: true },
      async (progress, token) => {
        for (const { name } of all) {
          if (token.isCancellationRequested) break;
          progress.report({ message: name, increment: 100 / all.length });
          try {
            if (!unused.has(name)) throw new Error(l10n.t('It is in use by now, or gone.'));
            await engine.remove(kind, name);
          } catch (error) {
            if (error instanceof EngineError) throw error;
            failures.push(`${name}: ${(error as Error).message}`);
          }
        }
      },
    );
    await this.live.refresh();
    if (failures.length > 0)
      void vscode.window.showWarningMessage(l10n.t('Not deleted: {names}', { names: failures.join('; ') }));
  }

  private async names(kind: ObjectKind): Promise<string[]> {
    const snapshot = await (await this.live.ready()).snapshot();
    return (kind === 'volume' ? snapshot.volumes : snapshot.networks).map(({ name }) => name).sort();
  }

  private async document(uri: vscode.Uri): Promise<string> {
    const [, kind, name] = /^\/(volume|network)\/(.+)\.json$/.exec(uri.path) ?? [];
    if (kind === undefined || name === undefined) return '';
    try {
      const engine = await this.live.ready();
      return `${JSON.stringify(await engine.inspect(kind as ObjectKind, name), undefined, 2)}\n`;
    } catch (error) {
      return `${JSON.stringify({ error: messageOf(error) }, undefined, 2)}\n`;
    }
  }

  /** An order that cannot be carried out says why, in one sentence. */
  private async guard(order: () => Promise<void>): Promise<void> {
    try {
      await order();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
      void vscode.window.showErrorMessage(messageOf(error));
    }
  }
}

function messageOf(error: unknown): string {
  if (error instanceof EngineError) return troubleSentence(error.trouble);
  return l10n.t('The Docker Engine refuses: {reason}', {
    reason: error instanceof Error ? error.message : String(error),
  });
}

function nameProblem(text: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text) || text.length > 128)
    return l10n.t('Two or more letters, digits, `_`, `.` or `-`, the first a letter or a digit.');
  return taken.has(text) ? l10n.t('There is one with this name already.') : undefined;
}

async function chooseInternal(): Promise<boolean | undefined> {
  const items = [
    {
      label: l10n.t('Bridge'),
      description: l10n.t('its containers find each other by name and reach the outside'),
      internal: false,
    },
    {
      label: l10n.t('Internal bridge'),
      description: l10n.t('its containers find each other by name and reach nothing else'),
      internal: true,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: l10n.t('New network') }))?.internal;
}

/** Names every single thing. */
async function confirmed(kind: ObjectKind, all: readonly Candidate[]): Promise<boolean> {
  const lines = all.slice(0, longestList).map(({ name, about }) => `${name} (${about})`);
  if (all.length > longestList)
    lines.push(l10n.t('and {count} more that you chose in the list', { count: all.length - longestList }));
  const loss =
    kind === 'network'
      ? l10n.t('Networks hold no data. Containers that name them when they are created need them made again.')
      : l10n.t('What is deleted is lost for good: there is no undo.');
  const count = all.length;
  const question =
    kind === 'volume'
      ? count === 1
        ? l10n.t('Delete this volume and all that is in it?')
        : l10n.t('Delete these {count} volumes and all that is in them?', { count })
      : count === 1
        ? l10n.t('Delete this network?')
        : l10n.t('Delete these {count} networks?', { count });
  const yes = l10n.t('Delete');
  const detail = `${lines.join('\n')}\n\n${loss}`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

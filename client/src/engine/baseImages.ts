import * as vscode from 'vscode';
import type { EngineImage } from './engine.ts';

/** How long an answer holds, in milliseconds: the engine tells of changes, but only while there is one that answers. */
const fresh = { found: 60_000, missing: 15_000 };

interface Answer {
  readonly image: Promise<EngineImage | undefined>;
  until: number;
}

/** The images that an engine has, asked one by one and kept until it tells of a change. No engine is an engine without images. */
export class BaseImages implements vscode.Disposable {
  private readonly look: (name: string) => Promise<EngineImage | undefined>;
  private readonly answers = new Map<string, Answer>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** What was said may be wrong by now. */
  readonly onDidChange = this.changed.event;

  constructor(look: (name: string) => Promise<EngineImage | undefined>) {
    this.look = look;
  }

  /** The image of a name; undefined where the engine does not have it, or there is none. */
  async find(name: string): Promise<EngineImage | undefined> {
    if (!/^[\w][\w./:@-]*$/.test(name)) return undefined;
    const known = this.answers.get(name);
    if (known !== undefined && known.until > Date.now()) return known.image;
    const answer: Answer = {
      image: this.look(name).catch(() => undefined),
      until: Number.POSITIVE_INFINITY,
    };
    this.answers.set(name, answer);
    const image = await answer.image;
    answer.until = Date.now() + (image === undefined ? fresh.missing : fresh.found);
    return image;
  }

  forget(): void {
    if (this.answers.size === 0) return;
    this.answers.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

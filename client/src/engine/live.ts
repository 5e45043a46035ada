/** The engine as it lives: connected when somebody looks, read again when something changes, tried again when it is gone. Knows no editor. */
import { type Engine, EngineError, type EngineName, type Trouble, toTrouble } from './engine.ts';
import { type Snapshot, withSizes } from './snapshot.ts';

export type EngineState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'ready'; readonly name: EngineName; readonly snapshot: Snapshot };

/** Changes often come in swarms: a `docker compose up` is dozens. */
const quietMilliseconds = 300;
const retryMilliseconds = [2000, 5000, 15_000, 30_000];
/** Measuring makes the engine read every volume, so not at every change. */
const measureMilliseconds = 60_000;

export class LiveEngine {
  private readonly connect: () => Promise<Engine>;
  private readonly tell: () => void;
  /** Images came or went; or there is another engine, with others. */
  private readonly tellImages: () => void;
  private current: EngineState = { kind: 'connecting' };
  private engine: Engine | undefined;
  private connecting: Promise<void> | undefined;
  private loading: Promise<void> | undefined;
  private sizes: ReadonlyMap<string, number> = new Map();
  private measured = 0;
  private measuring = false;
  private watched = false;
  private stale = false;
  private retries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Which connection this is: what an earlier one still has to say does not count. */
  private life = 0;

  constructor(connect: () => Promise<Engine>, tell: () => void, tellImages: () => void = () => {}) {
    this.connect = connect;
    this.tell = tell;
    this.tellImages = tellImages;
  }

  get state(): EngineState {
    return this.current;
  }

  /** Somebody looks, or nobody does any more: then nothing is asked. */
  watch(watched: boolean): void {
    if (watched === this.watched) return;
    this.watched = watched;
    clearTimeout(this.timer);
    if (!watched) return;
    if (this.engine === undefined) void this.wake();
    else if (this.stale) void this.refresh();
  }

  /** Reads everything again, sizes too; connects if need be. */
  async refresh(): Promise<void> {
    this.measured = 0;
    await (this.engine === undefined ? this.wake() : this.load());
  }

  /** An engine to give orders to. Rejects with an `EngineError` where there is none. */
  async ready(): Promise<Engine> {
    if (this.engine === undefined) await this.wake();
    if (this.engine !== undefined) return this.engine;
    throw new EngineError(
      this.current.kind === 'trouble' ? this.current.trouble : { code: 'failed', where: '', detail: '' },
    );
  }

  /** Forgets this engine: another one may be meant now. */
  async reset(): Promise<void> {
    this.hangUp();
    this.retries = 0;
    this.become({ kind: 'connecting' });
    this.tellImages();
    if (this.watched) await this.wake();
  }

  dispose(): void {
    this.watched = false;
    this.hangUp();
  }

  private wake(): Promise<void> {
    if (this.connecting !== undefined) return this.connecting;
    const opening: Promise<void> = this.open().finally(() => {
      if (this.connecting === opening) this.connecting = undefined;
    });
    this.connecting = opening;
    return opening;
  }

  private async open(): Promise<void> {
    clearTimeout(this.timer);
    const life = ++this.life;
    try {
      const engine = await this.connect();
      if (life !== this.life) {
        engine.dispose();
        return;
      }
      this.engine = engine;
      await engine.listen(
        (what) => life === this.life && this.changed(what),
        () => life === this.life && this.lose({ code: 'lost', where: engine.name.address, detail: '' }),
      );
      await this.load();
    } catch (error) {
      if (life === this.life) this.lose(toTrouble(error));
    }
  }

  private changed(what: 'image' | 'other'): void {
    if (what === 'image') {
      this.tellImages();
      return;
    }
    this.stale = true;
    if (!this.watched) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), quietMilliseconds);
  }

  private async load(): Promise<void> {
    // What changes while an answer is on its way asks for another one.
    while (this.loading !== undefined) await this.loading;
    this.loading = this.read().finally(() => {
      this.loading = undefined;
    });
    await this.loading;
  }

  private async read(): Promise<void> {
    const { engine, life } = this;
    if (engine === undefined) return;
    this.stale = false;
    try {
      const snapshot = await engine.snapshot();
      if (life !== this.life) return;
      this.retries = 0;
      this.become({ kind: 'ready', name: engine.name, snapshot: withSizes(snapshot, this.sizes) });
      void this.measure(engine, life);
    } catch (error) {
      if (life === this.life) this.lose(toTrouble(error, engine.name.address));
    }
  }

  /** New volumes, or an old measure: sizes come later than the rest. Without them, everything else is still true. */
  private async measure(engine: Engine, life: number): Promise<void> {
    if (this.measuring || this.current.kind !== 'ready') return;
    const fresh = this.current.snapshot.volumes.some(({ name }) => !this.sizes.has(name));
    if (!fresh && Date.now() - this.measured < measureMilliseconds) return;
    this.measuring = true;
    try {
      const sizes = await engine.sizes();
      if (life !== this.life || this.current.kind !== 'ready') return;
      this.sizes = sizes;
      this.measured = Date.now();
      this.become({ ...this.current, snapshot: withSizes(this.current.snapshot, sizes) });
    } catch {
      this.measured = Date.now();
    } finally {
      this.measuring = false;
    }
  }

  private lose(trouble: Trouble): void {
    this.hangUp();
    this.become({ kind: 'trouble', trouble });
    if (!this.watched || trouble.code === 'browser' || trouble.code === 'untrusted') return;
    const delay = retryMilliseconds[Math.min(this.retries, retryMilliseconds.length - 1)];
    this.retries += 1;
    this.timer = setTimeout(() => void this.wake(), delay);
  }

  private hangUp(): void {
    clearTimeout(this.timer);
    this.connecting = undefined;
    this.life += 1;
    this.engine?.dispose();
    this.engine = undefined;
    this.sizes = new Map();
    this.measured = 0;
  }

  private become(state: EngineState): void {
    this.current = state;
    this.tell();
  }
}

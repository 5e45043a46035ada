import { type FileKind, type FileSystem, folderOf, isSameUri, relative } from '../files.ts';

export interface FolderEntry {
  readonly kind: FileKind;
  /** A symbolic link; the kind is that of what it points to. */
  readonly isLink: boolean;
}

/** What is in a folder, by name. */
export type Folder = ReadonlyMap<string, FolderEntry>;

/** Something that was read: null where it cannot be. `epoch` says when; an older one may have changed since. */
interface Kept<T> {
  value: T | null;
  epoch: number;
}

/**
 * What was read of the outside, so that it can be asked without waiting. Who asks for something unknown asks through a
 * {@link Look}, loads, and asks again. What may have changed is still told, and read again by the next load.
 */
export class KnownFiles {
  readonly folders: Shelf<Folder>;
  readonly texts: Shelf<string>;
  /** Sizes of files in bytes. */
  readonly sizes: Shelf<number>;

  constructor(files: FileSystem) {
    this.folders = new Shelf<Folder>(async (uri) => {
      const entries = await files.readDirectory(uri);
      return entries && new Map(entries.map(([name, kind, isLink]) => [name, { kind, isLink: isLink ?? false }]));
    }, sameFolder);
    this.texts = new Shelf(
      (uri) => files.readFile(uri),
      (a, b) => a === b,
    );
    this.sizes = new Shelf(
      async (uri) => (await files.stat(uri))?.size,
      (a, b) => a === b,
    );
  }

  /** Something came or went at a URI. Whether its folder, or one below it, was ever listed. */
  doubtAround(uri: string): boolean {
    this.texts.doubt(uri);
    this.sizes.doubt(uri);
    const folder = folderOf(uri);
    let isKnown = false;
    for (const known of this.folders.known()) {
      if (!isSameUri(known, folder) && relative(uri, `${known}/x`) === undefined) continue;
      this.folders.doubt(known);
      isKnown = true;
    }
    return isKnown;
  }

  /** From now on everything may have changed. */
  doubt(): void {
    for (const shelf of [this.folders, this.texts, this.sizes]) shelf.doubt();
  }
}

function sameFolder(a: Folder, b: Folder): boolean {
  if (a.size !== b.size) return false;
  for (const [name, { kind, isLink }] of a) {
    const other = b.get(name);
    if (other?.kind !== kind || other.isLink !== isLink) return false;
  }
  return true;
}

/** Things of one kind by URI, each read once at a time. */
export class Shelf<T> {
  readonly #read: (uri: string) => Promise<T | undefined>;
  readonly #isSame: (a: T, b: T) => boolean;
  readonly #kept = new Map<string, Kept<T>>();
  readonly #pending = new Map<string, Promise<boolean>>();
  #epoch = 0;

  constructor(read: (uri: string) => Promise<T | undefined>, isSame: (a: T, b: T) => boolean) {
    this.#read = read;
    this.#isSame = isSame;
  }

  /** Undefined where it was never read, null where it cannot be. */
  get(uri: string): T | null | undefined {
    return this.#kept.get(uri)?.value;
  }

  isFresh(uri: string): boolean {
    return this.#kept.get(uri)?.epoch === this.#epoch;
  }

  /** Everything, or what stands at one URI, may have changed. */
  doubt(uri?: string): void {
    if (uri === undefined) this.#epoch++;
    else {
      const kept = this.#kept.get(uri);
      if (kept) kept.epoch = -1;
    }
  }

  /** The URIs that something is known of. */
  known(): Iterable<string> {
    return this.#kept.keys();
  }

  /** Reads it where it is unknown or may have changed. */
  async read(uri: string): Promise<T | null> {
    if (!this.isFresh(uri)) await this.load(uri);
    return this.get(uri) ?? null;
  }

  /** Reads it again; whether it was unknown or is another now. */
  load(uri: string): Promise<boolean> {
    let pending = this.#pending.get(uri);
    if (!pending) {
      pending = this.#load(uri).finally(() => this.#pending.delete(uri));
      this.#pending.set(uri, pending);
    }
    return pending;
  }

  async #load(uri: string): Promise<boolean> {
    const epoch = this.#epoch;
    const value = (await this.#read(uri)) ?? null;
    const before = this.#kept.get(uri);
    const isSame =
      before !== undefined &&
      (before.value === null || value === null ? before.value === value : this.#isSame(before.value, value));
    this.#kept.set(uri, { value: isSame ? before.value : value, epoch });
    return !isSame;
  }
}

/** Someone who asks without waiting, and can have what was unknown read afterwards. */
export class Look {
  readonly #known: KnownFiles;
  readonly #unknown = new Set<() => Promise<boolean>>();
  readonly #doubtful = new Set<() => Promise<boolean>>();
  readonly #asked = new Set<string>();

  constructor(known: KnownFiles) {
    this.#known = known;
  }

  /** What is in a folder: undefined where that is unknown, null where it cannot be listed. */
  folder(uri: string): Folder | null | undefined {
    return this.#ask(this.#known.folders, uri, 'folder');
  }

  text(uri: string): string | null | undefined {
    return this.#ask(this.#known.texts, uri, 'text');
  }

  /** Whether it asked for something that is unknown. */
  get isWaiting(): boolean {
    return this.#unknown.size > 0;
  }

  /** Whether something that it was told may have changed. */
  get isDoubtful(): boolean {
    return this.#doubtful.size > 0;
  }

  /** Reads what was unknown or doubtful; whether that changes anything. */
  async load(): Promise<boolean> {
    const wishes = [...this.#unknown, ...this.#doubtful];
    for (const set of [this.#unknown, this.#doubtful, this.#asked]) set.clear();
    const changes = await Promise.all(wishes.map((read) => read()));
    return changes.includes(true);
  }

  #ask<T>(shelf: Shelf<T>, uri: string, kind: string): T | null | undefined {
    const value = shelf.get(uri);
    const key = `${kind} ${uri}`;
    if (!this.#asked.has(key) && !shelf.isFresh(uri)) {
      this.#asked.add(key);
      (value === undefined ? this.#unknown : this.#doubtful).add(() => shelf.load(uri));
    }
    return value;
  }
}

import { join } from '../files.ts';
import { enterAll, entriesNamed } from './contextpaths.ts';
import { cleanPath, type FolderMatch, type IgnoreFile, pathMatcher } from './ignorefile.ts';
import type { Folder, FolderEntry, KnownFiles } from './knownfiles.ts';
import { hasWildcard } from './wildcard.ts';

/** What stands behind a source of COPY, after the ignore file. */
export interface MatchedFiles {
  /** Files that would be copied, and their size. */
  readonly files: number;
  readonly bytes: number;
  /** The first of them, relative to the context. */
  readonly paths: readonly string[];
  /** Files and whole folders that the ignore file leaves out. */
  readonly ignored: number;
  /** There are more than were counted. */
  readonly isTruncated: boolean;
}

/** Flags of COPY that change which files a source means. */
export interface CopyFlags {
  readonly parents?: boolean;
  readonly exclude?: readonly string[];
}

/** How far a count goes: it is for a hover. */
const most = { files: 20_000, folders: 3_000, paths: 10, milliseconds: 1_500 } as const;

/** Counts what a source of COPY means, as the builder picks it: patterns first, then folders with all that is in them. */
export class Count {
  readonly #root: string;
  readonly #ignoreFile: IgnoreFile | undefined;
  readonly #known: KnownFiles;
  readonly #flags: CopyFlags;
  readonly #deadline = Date.now() + most.milliseconds;
  readonly #files: string[] = [];
  #folders = 0;
  #ignored = 0;
  #isTruncated = false;

  constructor(root: string, ignoreFile: IgnoreFile | undefined, known: KnownFiles, flags: CopyFlags) {
    this.#root = root;
    this.#ignoreFile = ignoreFile;
    this.#known = known;
    this.#flags = flags;
  }

  async of(source: string): Promise<MatchedFiles> {
    if (this.#flags.parents) await this.#countParents(source);
    else await this.#countMatches(source);
    const sizes = await this.#sizes();
    return {
      files: this.#files.length,
      bytes: sizes,
      paths: this.#files.slice(0, most.paths),
      ignored: this.#ignored,
      isTruncated: this.#isTruncated,
    };
  }

  async #countMatches(source: string): Promise<void> {
    const parts = cleanPath(source) === '.' ? [] : cleanPath(source).split('/');
    const isPattern = hasWildcard(source);
    let found: { path: string; entry: FolderEntry; match: FolderMatch | undefined; isOut: boolean }[] = [
      { path: '', entry: { kind: 'directory', isLink: false }, match: undefined, isOut: false },
    ];
    for (const part of parts) {
      const next: typeof found = [];
      for (const { path: above, match } of found) {
        const folder = await this.#folder(above);
        for (const [name, entry] of entriesNamed(folder, part, isPattern)) {
          const path = above ? `${above}/${name}` : name;
          const asked = this.#ignoreFile?.enter(path, match);
          next.push({ path, entry, match: asked?.match, isOut: asked?.excludedBy !== undefined });
        }
      }
      found = next;
    }
    for (const { path, entry, match, isOut } of found) {
      if (entry.kind === 'file') this.#add(path, isOut);
      else await this.#walk(path, path, match, isOut);
    }
  }

  /** With `--parents` a source is a pattern over whole paths, behind an optional `/./`, and `**` means any folders. */
  async #countParents(source: string): Promise<void> {
    const pivot = source.indexOf('/./');
    const top = cleanPath(pivot < 0 ? '.' : source.slice(0, pivot));
    const pattern = cleanPath(pivot < 0 ? source : source.slice(pivot + 3));
    const matches = pathMatcher(pattern) ?? (() => false);
    const from = top === '.' ? '' : top;
    const wanted = (path: string): boolean => {
      const inside = from ? path.slice(from.length + 1) : path;
      return prefixes(inside).some(matches);
    };
    const asked = from ? enterAll(this.#ignoreFile, from) : undefined;
    await this.#walk(from, from, asked?.match, asked?.excludedBy !== undefined, pattern === '.' ? undefined : wanted);
  }

  async #walk(
    top: string,
    from: string,
    topMatch: FolderMatch | undefined,
    topIsOut: boolean,
    wanted: (path: string) => boolean = () => true,
  ): Promise<void> {
    const excluded = (this.#flags.exclude ?? []).flatMap((pattern) => pathMatcher(cleanPath(pattern)) ?? []);
    const open = [{ path: from, match: topMatch, isOut: topIsOut }];
    while (open.length > 0) {
      if (this.#isOver()) return;
      const { path, match, isOut } = open.shift() as (typeof open)[number];
      if (isOut && !this.#ignoreFile?.mayTakeBackBelow(path)) {
        this.#ignored++;
        continue;
      }
      for (const [name, { kind, isLink }] of await this.#folder(path)) {
        const inside = path ? `${path}/${name}` : name;
        const relative = top ? inside.slice(top.length + 1) : inside;
        if (excluded.some((matches) => prefixes(relative).some(matches))) continue;
        const asked = this.#ignoreFile?.enter(inside, match);
        const out = asked?.excludedBy !== undefined;
        // A link in a folder is copied as a link.
        if (kind === 'directory' && !isLink) open.push({ path: inside, match: asked?.match, isOut: out });
        else if (wanted(inside)) this.#add(inside, out);
      }
    }
  }

  #add(path: string, isOut: boolean): void {
    if (isOut) this.#ignored++;
    else if (this.#files.length < most.files) this.#files.push(path);
    else this.#isTruncated = true;
  }

  async #folder(path: string): Promise<Folder> {
    if (++this.#folders > most.folders) this.#isTruncated = true;
    return (this.#isOver() ? null : await this.#known.folders.read(join(this.#root, path))) ?? new Map();
  }

  #isOver(): boolean {
    if (Date.now() > this.#deadline) this.#isTruncated = true;
    return this.#isTruncated;
  }

  async #sizes(): Promise<number> {
    let bytes = 0;
    for (let i = 0; i < this.#files.length; i += 64) {
      if (Date.now() > this.#deadline) {
        this.#isTruncated = true;
        break;
      }
      const some = this.#files.slice(i, i + 64).map((path) => this.#known.sizes.read(join(this.#root, path)));
      for (const size of await Promise.all(some)) bytes += size ?? 0;
    }
    return bytes;
  }
}

/** A path and the folders above it. */
function prefixes(path: string): string[] {
  const found = [path];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    found.push(path.slice(0, slash));
  return found;
}

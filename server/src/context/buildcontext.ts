import { foldersUp, join, nameOf } from '../files.ts';
import type { ComposeBuild } from './compose.ts';
import { isLeftOutByGit } from './gitignore.ts';
import { cleanPath, type FolderMatch, type IgnoreFile, type IgnorePattern, pathMatcher } from './ignorefile.ts';
import { type Folder, type FolderEntry, type KnownFiles, Look } from './knownfiles.ts';
import type { ContextListing, Presence } from './listing.ts';
import { hasWildcard, wildcard } from './wildcard.ts';

/** Why a folder is taken for the build context. */
export type ContextOrigin = 'configured' | 'compose' | 'assumed';

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

/** A name in a folder of the context. */
export interface ContextEntry {
  readonly name: string;
  readonly kind: FolderEntry['kind'];
  /** Whether the ignore file leaves it out, with everything in it. */
  readonly isIgnored: boolean;
}

/** Flags of COPY that change which files a source means. */
export interface CopyFlags {
  readonly parents?: boolean;
  readonly exclude?: readonly string[];
}

/** How far a count goes: it is for a hover. */
const most = { files: 20_000, folders: 3_000, paths: 10, milliseconds: 1_500, matches: 500 } as const;

/** What a context is made of. */
export interface ContextParts {
  readonly dockerfile: string;
  readonly folder: string;
  readonly origin: ContextOrigin;
  /** Other folders that may be the context: of other Compose files, or above an assumed one. */
  readonly others: readonly string[];
  /** The workspace folder or git root. */
  readonly root: string;
  readonly builds: readonly ComposeBuild[];
  readonly ignoreFile?: IgnoreFile | undefined;
  readonly ignoreFileUri?: string | undefined;
}

/** A path that a source means. */
interface Match {
  readonly path: string;
  readonly kind: FolderEntry['kind'];
}

/**
 * The folder that COPY and ADD of one Dockerfile take their files from. Questions without a promise are answered from
 * what was read; where that does not do, {@link isWaiting} is set, and {@link load} reads it.
 */
export class BuildContext implements ContextListing {
  readonly dockerfile: string;
  readonly folder: string;
  readonly origin: ContextOrigin;
  /** The entries of Compose files that build this Dockerfile, the nearest file first. */
  readonly builds: readonly ComposeBuild[];
  readonly ignoreFile: IgnoreFile | undefined;
  /** The file that the patterns are from: `<Dockerfile>.dockerignore`, else `.dockerignore` of the context. */
  readonly ignoreFileUri: string | undefined;
  readonly #others: readonly string[];
  readonly #root: string;
  readonly #known: KnownFiles;
  readonly #look: Look;

  constructor(parts: ContextParts, known: KnownFiles) {
    this.dockerfile = parts.dockerfile;
    this.folder = parts.folder;
    this.origin = parts.origin;
    this.builds = parts.builds;
    this.ignoreFile = parts.ignoreFile;
    this.ignoreFileUri = parts.ignoreFileUri;
    this.#others = parts.others;
    this.#root = parts.root;
    this.#known = known;
    this.#look = new Look(known);
  }

  get certain(): boolean {
    return this.origin !== 'assumed';
  }

  /** Where a `.dockerignore` would be read from; undefined where there is an ignore file, or the text is in no file. */
  get newIgnoreFile(): string | undefined {
    const isInFile = this.folder !== '' && !this.dockerfile.startsWith('untitled:');
    return isInFile && this.ignoreFileUri === undefined ? join(this.folder, '.dockerignore') : undefined;
  }

  get hasDefaultName(): boolean {
    return /^(?:Dockerfile|Containerfile)$/.test(nameOf(this.dockerfile));
  }

  get isWaiting(): boolean {
    return this.#look.isWaiting;
  }

  /** Whether an answer was given from something that may have changed. */
  get isDoubtful(): boolean {
    return this.#look.isDoubtful;
  }

  /** Reads what was unknown or doubtful; whether that changes anything. */
  load(): Promise<boolean> {
    return this.#look.load();
  }

  find(path: string): Presence {
    // Text that stands in no file (standard input, a buffer that was never saved) has no context.
    if (!this.certain) {
      const beside = this.#look.folder(this.dockerfile.slice(0, this.dockerfile.lastIndexOf('/')));
      if (!beside?.has(nameOf(this.dockerfile))) return 'unknown';
    }
    return this.#findIn(this.folder, path);
  }

  findElsewhere(path: string): Presence[] {
    return this.#others.map((folder) => this.#findIn(folder, path));
  }

  mayBeGenerated(path: string): boolean {
    const parts = path.split('/');
    let folder = this.folder;
    let depth = 0;
    for (; depth < parts.length - 1; depth++) {
      if (this.#look.folder(folder)?.get(parts[depth] as string)?.kind !== 'directory') break;
      folder = join(folder, parts[depth] as string);
    }
    return isLeftOutByGit(this.#look, foldersUp(folder, this.#root), parts.slice(depth).join('/')) !== false;
  }

  namesIn(path: string): readonly string[] {
    return [...(this.#look.folder(join(this.folder, path))?.keys() ?? [])];
  }

  leftOutBy(path: string): IgnorePattern | undefined {
    if (!this.ignoreFile) return undefined;
    const { matches, isComplete } = this.#matches(this.folder, path);
    if (!isComplete || matches.length === 0 || matches.some((match) => this.#mayPass(match))) return undefined;
    const [first] = matches as [Match];
    return (
      enterAll(this.ignoreFile, first.path)?.excludedBy ?? this.ignoreFile.patterns.find(({ negated }) => !negated)
    );
  }

  /** What a source means, counted and measured. Takes its time, but not more than a hover can wait for. */
  async matchFiles(source: string, flags: CopyFlags = {}): Promise<MatchedFiles> {
    return new Count(this.folder, this.ignoreFile, this.#known, flags).of(source);
  }

  /** What is in a folder of the context, sorted by name; empty where there is no such folder. */
  async list(path: string): Promise<readonly ContextEntry[]> {
    const cleaned = cleanPath(path);
    const folder = await this.#known.folders.read(join(this.folder, cleaned));
    const entries = [...(folder ?? [])].map(([name, { kind }]) => {
      const inside = cleaned === '.' ? name : `${cleaned}/${name}`;
      const isIgnored = this.#excluded(inside) && !(kind === 'directory' && this.ignoreFile?.mayTakeBackBelow(inside));
      return { name, kind, isIgnored };
    });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #findIn(root: string, path: string): Presence {
    const { matches, isComplete } = this.#matches(root, path);
    return matches.length > 0 ? 'present' : isComplete ? 'missing' : 'unknown';
  }

  /** What stands at a path below a folder, wildcards followed; incomplete where a folder is unknown. */
  #matches(root: string, path: string): { matches: Match[]; isComplete: boolean } {
    const parts = cleanPath(path).split('/');
    let found: Match[] = [{ path: '', kind: 'directory' }];
    let isComplete = true;
    if (parts[0] === '.') return { matches: [{ path: '.', kind: 'directory' }], isComplete };
    // Without any wildcard a backslash is a sign like others.
    const isPattern = hasWildcard(path);
    for (const part of parts) {
      const next: Match[] = [];
      for (const { path: above, kind } of found) {
        if (kind !== 'directory') continue;
        const folder = this.#look.folder(join(root, above));
        if (!folder) isComplete = false;
        else
          for (const [name, entry] of named(folder, part, isPattern))
            next.push({ path: above ? `${above}/${name}` : name, kind: entry.kind });
      }
      if (next.length > most.matches) isComplete = false;
      found = next.slice(0, most.matches);
    }
    return { matches: found, isComplete };
  }

  /** Whether a path or, for a folder, anything below it passes the ignore file; also where that is unknown. */
  #mayPass({ path, kind }: Match): boolean {
    if (path !== '.' && !this.#excluded(path)) return true;
    const mayComeBack = path === '.' || this.ignoreFile?.mayTakeBackBelow(path) === true;
    return kind === 'directory' && mayComeBack && this.#mayPassBelow(path);
  }

  /** Looks no further below a folder than it must. */
  #mayPassBelow(top: string): boolean {
    if (!this.ignoreFile) return true;
    const open: { path: string; match: FolderMatch | undefined }[] = [{ path: top, match: this.#folderMatch(top) }];
    let isUnknown = false;
    for (let seen = 0; open.length > 0; seen++) {
      const { path, match } = open.shift() as (typeof open)[number];
      const folder = seen < most.folders ? this.#look.folder(join(this.folder, path)) : undefined;
      if (!folder) isUnknown = true;
      for (const [name, { kind, isLink }] of folder ?? []) {
        const inside = path === '.' ? name : `${path}/${name}`;
        const { excludedBy, match: own } = this.ignoreFile.enter(inside, match);
        if (!excludedBy) return true;
        const isOpen = kind === 'directory' && !isLink && this.ignoreFile.mayTakeBackBelow(inside);
        if (isOpen) open.push({ path: inside, match: own });
      }
    }
    return isUnknown;
  }

  #excluded(path: string): boolean {
    return enterAll(this.ignoreFile, path)?.excludedBy !== undefined;
  }

  #folderMatch(path: string): FolderMatch | undefined {
    return path === '.' ? undefined : enterAll(this.ignoreFile, path)?.match;
  }
}

/** What an ignore file says of a path, asked from the top down. */
function enterAll(ignoreFile: IgnoreFile | undefined, path: string): ReturnType<IgnoreFile['enter']> | undefined {
  if (!ignoreFile) return undefined;
  let end = path.indexOf('/');
  let found = ignoreFile.enter(end < 0 ? path : path.slice(0, end));
  while (end >= 0) {
    end = path.indexOf('/', end + 1);
    found = ignoreFile.enter(end < 0 ? path : path.slice(0, end), found.match);
  }
  return found;
}

/** The entries of a folder that a part of a path means. File systems differ in how they compose letters with accents. */
function named(folder: Folder, part: string, isPattern: boolean): (readonly [string, FolderEntry])[] {
  if (!isPattern || !/[*?[\\]/.test(part)) {
    const entry = folder.get(part) ?? folder.get(part.normalize('NFD')) ?? folder.get(part.normalize('NFC'));
    return entry ? [[part, entry]] : [];
  }
  const matches = wildcard(part);
  return matches ? [...folder].filter(([name]) => matches(name)) : [];
}

/** Counts what a source of COPY means, as the builder picks it: patterns first, then folders with all that is in them. */
class Count {
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
        for (const [name, entry] of named(folder, part, isPattern)) {
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

import { foldersUp, join, nameOf } from '../files.ts';
import type { ComposeBuild, ComposeService } from './compose.ts';
import { type CopyFlags, Count, type MatchedFiles } from './contextcount.ts';
import { enterAll, entriesNamed } from './contextpaths.ts';
import { isLeftOutByGit } from './gitignore.ts';
import { cleanPath, type FolderMatch, type IgnoreFile, type IgnorePattern } from './ignorefile.ts';
import { type FolderEntry, type KnownFiles, Look } from './knownfiles.ts';
import type { ContextListing, Presence } from './listing.ts';
import { hasWildcard } from './wildcard.ts';

export type { CopyFlags, MatchedFiles } from './contextcount.ts';

/** Why a folder is taken for the build context. */
export type ContextOrigin = 'configured' | 'compose' | 'assumed';

/** A name in a folder of the context. */
export interface ContextEntry {
  readonly name: string;
  readonly kind: FolderEntry['kind'];
  /** Whether the ignore file leaves it out, with everything in it. */
  readonly isIgnored: boolean;
}

/** How far a search goes. */
const most = { folders: 3_000, matches: 500 } as const;

/** What a context is made of. */
export interface ContextParts {
  readonly dockerfile: string;
  readonly folder: string;
  readonly origin: ContextOrigin;
  /** Other folders that may be the context: of other Compose files, or above an assumed one. */
  readonly others: readonly string[];
  /** The workspace folder or git root. */
  readonly root: string;
  readonly services: readonly ComposeService[];
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
  /** The services of Compose files that build this Dockerfile, the nearest file first. */
  readonly services: readonly ComposeService[];
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
    this.services = parts.services;
    this.ignoreFile = parts.ignoreFile;
    this.ignoreFileUri = parts.ignoreFileUri;
    this.#others = parts.others;
    this.#root = parts.root;
    this.#known = known;
    this.#look = new Look(known);
  }

  /** How these services build it. */
  get builds(): readonly ComposeBuild[] {
    return this.services.flatMap(({ build }) => build ?? []);
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

  /** Whether a file or a folder stands at a path without wildcards; undefined where neither does, or that is unknown. */
  kindOf(path: string): FolderEntry['kind'] | undefined {
    return this.find(path) === 'present' ? this.#matches(this.folder, path).matches[0]?.kind : undefined;
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
          for (const [name, entry] of entriesNamed(folder, part, isPattern))
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

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DirectoryEntry, type FileKind, type FileSystem, folderOf, join, nameOf } from '../files.ts';

/**
 * The disk for a program that runs once: synchronous, and each folder is listed at most once, so that asking for files
 * that are not there costs nothing. Only `file:` URIs.
 */
export class ListedDisk implements FileSystem {
  /** By folder URI; null where a folder cannot be listed, so that each file must be asked for. */
  readonly #listings = new Map<string, ReadonlyMap<string, Dirent> | null>();

  async readFile(uri: string): Promise<string | undefined> {
    if (!this.#mayExist(uri)) return undefined;
    const path = fileURLToPath(uri);
    if (kindOf(path)?.kind !== 'file') return undefined;
    return attempt(() => readFileSync(path, 'utf8'));
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    const listing = this.#listing(uri);
    return listing ? [...listing.values()].map((entry) => toEntry(entry, uri)) : undefined;
  }

  async stat(uri: string): Promise<{ readonly kind: FileKind; readonly size: number } | undefined> {
    return this.#mayExist(uri) ? kindOf(fileURLToPath(uri)) : undefined;
  }

  #mayExist(uri: string): boolean {
    return this.#listing(folderOf(uri))?.has(nameOf(uri)) ?? true;
  }

  #listing(folder: string): ReadonlyMap<string, Dirent> | null {
    let listing = this.#listings.get(folder);
    if (listing === undefined) {
      listing = list(folder) ?? null;
      this.#listings.set(folder, listing);
    }
    return listing;
  }
}

function list(folder: string): ReadonlyMap<string, Dirent> | undefined {
  const entries = attempt(() => readdirSync(fileURLToPath(`${folder}/`), { withFileTypes: true }));
  return entries && new Map(entries.map((entry) => [entry.name, entry]));
}

function toEntry(entry: Dirent, folder: string): DirectoryEntry {
  if (!entry.isSymbolicLink()) return [entry.name, entry.isDirectory() ? 'directory' : 'file'];
  return [entry.name, kindOf(fileURLToPath(join(folder, entry.name)))?.kind ?? 'file', true];
}

function kindOf(path: string): { kind: FileKind; size: number } | undefined {
  const found = attempt(() => statSync(path, { throwIfNoEntry: false }));
  return found && { kind: found.isDirectory() ? 'directory' : 'file', size: found.size };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

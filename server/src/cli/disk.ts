import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FileKind, type FileSystem, folderOf, nameOf } from '../files.ts';

/**
 * The disk for a program that runs once: synchronous, and each folder is listed at most once, so that asking for files
 * that are not there costs nothing. Only `file:` URIs.
 */
export class ListedDisk implements FileSystem {
  /** Names by folder URI; null where a folder cannot be listed, so that each file must be asked for. */
  readonly #names = new Map<string, ReadonlySet<string> | null>();

  async readFile(uri: string): Promise<string | undefined> {
    if (!this.#mayExist(uri)) return undefined;
    const path = fileURLToPath(uri);
    if (kindOf(path)?.kind !== 'file') return undefined;
    return attempt(() => readFileSync(path, 'utf8'));
  }

  async readDirectory(uri: string): Promise<readonly (readonly [name: string, kind: FileKind])[] | undefined> {
    const entries = attempt(() => readdirSync(fileURLToPath(uri), { withFileTypes: true }));
    return entries?.map((entry) => [entry.name, entry.isDirectory() ? 'directory' : 'file']);
  }

  async stat(uri: string): Promise<{ readonly kind: FileKind; readonly size: number } | undefined> {
    return this.#mayExist(uri) ? kindOf(fileURLToPath(uri)) : undefined;
  }

  #mayExist(uri: string): boolean {
    const folder = folderOf(uri);
    let names = this.#names.get(folder);
    if (names === undefined) {
      names = listNames(`${folder}/`);
      this.#names.set(folder, names);
    }
    return names === null || names.has(nameOf(uri));
  }
}

function listNames(folder: string): ReadonlySet<string> | null {
  return attempt(() => new Set(readdirSync(fileURLToPath(folder)))) ?? null;
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

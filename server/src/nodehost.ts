import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { homepage, version } from '../../package.json';
import { clientFileSystem } from './clientfiles.ts';
import { type DocsBundle, type Locale, readBundle } from './docs/docs.ts';
import { type DirectoryEntry, type FileSystem, join } from './files.ts';
import type { Host } from './server.ts';

/** The disk. Only `file:` URIs; for all others there is nothing. */
export const disk: FileSystem = {
  async readFile(uri) {
    const path = toPath(uri);
    return path === undefined ? undefined : readFile(path, 'utf8').catch(() => undefined);
  },
  async readDirectory(uri) {
    const path = toPath(`${uri}/`);
    const entries =
      path === undefined ? undefined : await readdir(path, { withFileTypes: true }).catch(() => undefined);
    return entries && Promise.all(entries.map((entry) => toEntry(entry, uri)));
  },
  async stat(uri) {
    const path = toPath(uri);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    return found && { kind: found.isDirectory() ? 'directory' : 'file', size: found.size };
  },
};

async function toEntry(entry: Dirent, folder: string): Promise<DirectoryEntry> {
  if (!entry.isSymbolicLink()) return [entry.name, entry.isDirectory() ? 'directory' : 'file'];
  return [entry.name, (await disk.stat(join(folder, entry.name)))?.kind ?? 'file', true];
}

function toPath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads `docs.<locale>.json`, which stands beside the running script. */
export async function readDocs(locale: Locale): Promise<DocsBundle> {
  return readBundle(await readFile(joinPath(__dirname, `docs.${locale}.json`), 'utf8'));
}

/** The Node door's part of the server: the disk, and for virtual workspaces the client's file systems. */
export const nodeHost: Host = {
  version,
  homepage,
  loadDocs: readDocs,
  fileSystem(connection: Connection): FileSystem {
    const remote = clientFileSystem(connection);
    const of = (uri: string): FileSystem => (uri.startsWith('file:') ? disk : remote);
    return {
      readFile: (uri) => of(uri).readFile(uri),
      readDirectory: (uri) => of(uri).readDirectory(uri),
      stat: (uri) => of(uri).stat(uri),
    };
  },
};

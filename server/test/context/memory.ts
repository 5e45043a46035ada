import { BuildContext, type ContextParts } from '../../src/context/buildcontext.ts';
import { parseIgnoreFile } from '../../src/context/ignorefile.ts';
import { KnownFiles } from '../../src/context/knownfiles.ts';
import { type DirectoryEntry, type FileSystem, folderOf, join, nameOf } from '../../src/files.ts';

/** Files that exist in memory only, by path below `file:///w`; a path that ends in a slash is an empty folder. */
export class Memory implements FileSystem {
  readonly files: Map<string, string>;
  /** How often each folder was listed, by path. */
  readonly listed = new Map<string, number>();
  /** Links, and what kind of thing they point to. */
  readonly links = new Map<string, 'file' | 'directory'>();

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files).map(([path, text]) => [uriOf(path), text]));
  }

  async readFile(uri: string): Promise<string | undefined> {
    return this.files.get(uri);
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    this.listed.set(uri, (this.listed.get(uri) ?? 0) + 1);
    const entries = new Map<string, DirectoryEntry>();
    for (const file of this.files.keys()) {
      if (!file.startsWith(`${uri}/`)) continue;
      const [name = '', ...rest] = file.slice(uri.length + 1).split('/');
      if (name !== '') entries.set(name, [decodeURIComponent(name), rest.length > 0 ? 'directory' : 'file']);
    }
    for (const [path, kind] of this.links) {
      if (folderOf(uriOf(path)) === uri) entries.set(path, [nameOf(path), kind, true]);
    }
    return entries.size > 0 || this.files.has(`${uri}/`) ? [...entries.values()] : undefined;
  }

  async stat(uri: string): Promise<{ kind: 'file' | 'directory'; size: number } | undefined> {
    const text = this.files.get(uri);
    if (text !== undefined) return { kind: 'file', size: text.length };
    return (await this.readDirectory(uri)) && { kind: 'directory', size: 0 };
  }
}

/** The URI of a path below the workspace folder. */
export function uriOf(path: string): string {
  const uri = join('file:///w', path);
  return path.endsWith('/') ? `${uri}/` : uri;
}

/** A context in `file:///w` (or a folder below) of which everything is known, as it is once a file was looked at. */
export async function knownContext(
  paths: readonly string[],
  parts: Partial<Omit<ContextParts, 'ignoreFile'>> & { readonly ignore?: string } = {},
  memory = new Memory(Object.fromEntries(paths.map((path) => [path, 'x'.repeat(path.length)]))),
): Promise<BuildContext> {
  const known = new KnownFiles(memory);
  const folders = new Set(['file:///w', ...[...memory.files.keys()].flatMap((uri) => foldersBelow(uri))]);
  for (const folder of folders) await known.folders.load(folder);
  for (const uri of memory.files.keys()) if (uri.endsWith('/.gitignore')) await known.texts.load(uri);
  const { ignore, ...rest } = parts;
  return new BuildContext(
    {
      dockerfile: 'file:///w/Dockerfile',
      folder: 'file:///w',
      origin: 'assumed',
      others: [],
      root: 'file:///w',
      services: [],
      ...(ignore !== undefined && { ignoreFile: parseIgnoreFile(ignore) }),
      ...rest,
    },
    known,
  );
}

function foldersBelow(uri: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(uri); folder.length > 'file:///w'.length; folder = folderOf(folder)) folders.push(folder);
  return folders;
}

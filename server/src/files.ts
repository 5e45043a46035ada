/** The one port to the outside, given by the doors. Everything is addressed by URI. */
export interface FileSystem {
  /** The text of a file (UTF-8); undefined where it cannot be read. */
  readFile(uri: string): Promise<string | undefined>;
  /** What is in a folder; undefined where it cannot be read. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** What stands at a URI; undefined where nothing does. `size` in bytes. */
  stat(uri: string): Promise<{ readonly kind: FileKind; readonly size: number } | undefined>;
}

export type FileKind = 'file' | 'directory';

/** A name in a folder. A symbolic link has the kind of what it points to; one that points nowhere is a file. */
export type DirectoryEntry = readonly [name: string, kind: FileKind, isLink?: boolean];

const dockerfileName = /^(?:Dockerfile|Containerfile)(?:\..*)?$|\.(?:Dockerfile|dockerfile|containerfile)$/s;

/** Whether a search in folders takes a file of this name for a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return dockerfileName.test(name) && !name.endsWith('.dockerignore');
}

/** The folder of a URI, without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(uri.lastIndexOf('/'), 0));
}

/** A path below a folder URI, its parts percent-encoded as VS Code does. */
export function join(folder: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  let base = folder.replace(/(?<![:/])\/+$/, '');
  for (const part of parts) base = part === '..' ? folderOf(base) : `${base}/${encodePart(part)}`;
  return base;
}

/** The last part of a URI, decoded. */
export function nameOf(uri: string): string {
  return decode(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The path of a URI relative to a folder URI, decoded; undefined where it is not below it. */
export function relative(folder: string, uri: string): string | undefined {
  const base = `${normal(folder).replace(/\/+$/, '')}/`;
  const full = normal(uri);
  return full.startsWith(base) ? full.slice(base.length) : undefined;
}

/** Whether two URIs are spellings of one. */
export function isSameUri(a: string, b: string): boolean {
  return a === b || normal(a) === normal(b);
}

/** A folder and those above it, down to a root; without one up to the top of the URI's path. */
export function foldersUp(folder: string, root = ''): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== '' && !/^[\w+.-]+:\/*$/.test(at); at = folderOf(at)) {
    folders.push(at);
    if (isSameUri(at, root)) break;
  }
  return folders;
}

/** A URI with its percent-encoding taken off, so that two spellings of one URI compare equal. */
export function normal(uri: string): string {
  return decode(uri);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodePart(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

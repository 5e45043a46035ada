/** The one port to the outside, given by the doors. Everything is addressed by URI. */
export interface FileSystem {
  /** The text of a file (UTF-8); undefined where it cannot be read. */
  readFile(uri: string): Promise<string | undefined>;
  /** Names and kinds below a folder; undefined where it cannot be read. */
  readDirectory(uri: string): Promise<readonly (readonly [name: string, kind: FileKind])[] | undefined>;
  /** What stands at a URI; undefined where nothing does. `size` in bytes. */
  stat(uri: string): Promise<{ readonly kind: FileKind; readonly size: number } | undefined>;
}

export type FileKind = 'file' | 'directory';

/** The folder of a URI, without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(uri.lastIndexOf('/'), 0));
}

/** A path below a folder URI, its parts percent-encoded as VS Code does. */
export function join(folder: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  let base = folder.replace(/\/+$/, '');
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

/** A URI with its percent-encoding taken off, so that two spellings of one URI compare equal. */
function normal(uri: string): string {
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

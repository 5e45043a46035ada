import { join } from '../../files.ts';
import type { Text } from './tree.ts';

/** Whether a build context is not a folder: a repository, an archive, an image. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:\/\/|git@|github\.com\/)/i.test(path);
}

/**
 * The URI of a path that a Compose file names, relative to its own base (or to a folder); undefined where it is remote,
 * in a home folder, or a variable in it is unknown.
 */
export function resolvePath(path: Text | string, folder?: string): string | undefined {
  const { text, base, unset } = typeof path === 'string' ? { text: path, base: undefined, unset: [] } : path;
  const from = folder ?? base;
  if (from === undefined || unset.length > 0 || isRemote(text) || text.startsWith('~')) return undefined;
  if (/^[A-Za-z]:[\\/]/.test(text)) return join(rootOf(from), text.replaceAll('\\', '/'));
  return text.startsWith('/') ? join(rootOf(from), text) : join(from, text);
}

/** Scheme and authority of a URI. */
function rootOf(uri: string): string {
  return /^[\w+.-]+:\/\/[^/]*/.exec(uri)?.[0] ?? '';
}

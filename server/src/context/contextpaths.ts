import type { IgnoreFile } from './ignorefile.ts';
import type { Folder, FolderEntry } from './knownfiles.ts';
import { wildcard } from './wildcard.ts';

/** What an ignore file says of a path, asked from the top down. */
export function enterAll(
  ignoreFile: IgnoreFile | undefined,
  path: string,
): ReturnType<IgnoreFile['enter']> | undefined {
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
export function entriesNamed(folder: Folder, part: string, isPattern: boolean): (readonly [string, FolderEntry])[] {
  if (!isPattern || !/[*?[\\]/.test(part)) {
    const entry = folder.get(part) ?? folder.get(part.normalize('NFD')) ?? folder.get(part.normalize('NFC'));
    return entry ? [[part, entry]] : [];
  }
  const matches = wildcard(part);
  return matches ? [...folder].filter(([name]) => matches(name)) : [];
}

import ignore, { type Ignore } from 'ignore';
import { join, nameOf } from '../files.ts';
import type { Look } from './knownfiles.ts';

/** What Git leaves out is made by a build, not kept: it may well be missing now. */

const parsed = new Map<string, Ignore>();

/**
 * Whether Git leaves out a path below the first of some folders; the others are those above it, the nearest first. What
 * the path is need not be known. Undefined where a file was not read yet.
 */
export function isLeftOutByGit(look: Look, folders: readonly string[], path: string): boolean | undefined {
  let below = path;
  for (const [i, folder] of folders.entries()) {
    const names = look.folder(folder);
    if (names === undefined) return undefined;
    if (names?.has('.gitignore')) {
      const text = look.text(join(folder, '.gitignore'));
      if (text === undefined) return undefined;
      const verdict = text === null ? undefined : judge(text, below);
      if (verdict !== undefined) return verdict;
    }
    const above = folders[i + 1];
    if (above !== undefined) below = `${nameOf(folder)}/${below}`;
  }
  return false;
}

function judge(text: string, path: string): boolean | undefined {
  let patterns = parsed.get(text);
  if (!patterns) {
    patterns = ignore().add(text.replace(/^\uFEFF/, ''));
    if (parsed.size > 100) parsed.clear();
    parsed.set(text, patterns);
  }
  if (!ignore.isPathValid(path)) return undefined;
  for (const form of [path, `${path}/`]) {
    const { ignored, unignored } = patterns.test(form);
    if (ignored || unignored) return ignored;
  }
  return undefined;
}

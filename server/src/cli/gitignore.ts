import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** One `.gitignore`. */
interface IgnoreFile {
  /** Its folder, with a slash at the end. */
  readonly folder: string;
  readonly patterns: Ignore;
}

/** The `.gitignore` files that hold in a folder, the nearest first. */
export class GitIgnore {
  readonly #files: readonly IgnoreFile[];

  constructor(files: readonly IgnoreFile[] = []) {
    this.#files = files;
  }

  /**
   * What holds inside a folder, where this holds around it. Files that leave the folder itself out say nothing about
   * what is inside: whoever got there was told to look, or a nearer file took the folder in again.
   */
  inside(folder: string, mayHaveOwn = true): GitIgnore {
    const kept = this.#files.filter((file) => !test(file, folder, true).ignored);
    const text = mayHaveOwn ? readOwn(folder) : undefined;
    if (text === undefined) return kept.length === this.#files.length ? this : new GitIgnore(kept);
    const patterns = ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(text);
    return new GitIgnore([{ folder: `${folder.replace(/[\\/]$/, '')}/`, patterns }, ...kept]);
  }

  /** Whether a file or folder below is left out; the nearest `.gitignore` that says something decides. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const file of this.#files) {
      const { ignored, unignored } = test(file, path, isFolder);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

function test(file: IgnoreFile, path: string, isFolder: boolean): { ignored: boolean; unignored: boolean } {
  const below = path.slice(file.folder.length).replaceAll('\\', '/');
  return file.patterns.test(isFolder ? `${below}/` : below);
}

function readOwn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, '.gitignore'), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

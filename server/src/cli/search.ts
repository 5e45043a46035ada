import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GitIgnore } from './gitignore.ts';
import { below, gitRoot } from './paths.ts';
import { systemReason } from './reading.ts';

/** What was found below the paths of a call. */
export interface Search {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  /** The files that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** Folders of the call without any Dockerfile. */
  readonly empty: readonly string[];
  /** What could not be looked at. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

const dockerfileName = /^(?:Dockerfile|Containerfile)(?:\..*)?$|\.(?:Dockerfile|dockerfile|containerfile)$/s;

/** Whether a search in folders takes a file of this name. */
export function isDockerfileName(name: string): boolean {
  return dockerfileName.test(name) && !name.endsWith('.dockerignore');
}

/** Finds the Dockerfiles that a call means: files as they are named, folders searched. `onFolder` hears of each folder. */
export function findDockerfiles(paths: readonly string[], cwd: string, onFolder: (found: number) => void): Search {
  const files = new Set<string>();
  const named = new Set<string>();
  const empty: string[] = [];
  const failures: { path: string; reason: string }[] = [];
  for (const given of paths) {
    const path = resolve(cwd, given);
    try {
      if (!statSync(path).isDirectory()) {
        files.add(path);
        named.add(path);
        continue;
      }
    } catch (error) {
      failures.push({ path, reason: systemReason(error) });
      continue;
    }
    let count = 0;
    const known = failures.length;
    walk(path, ignoredAround(path, cwd), {
      file(found) {
        count++;
        files.add(found);
      },
      folder: () => onFolder(files.size),
      failure: (folder, error) => failures.push({ path: folder, reason: systemReason(error) }),
    });
    if (count === 0 && failures.length === known) empty.push(path);
  }
  return { files: [...files], named, empty, failures };
}

interface Visitor {
  file(path: string): void;
  folder(): void;
  failure(folder: string, error: unknown): void;
}

/** Walks a folder. Links to folders are not followed, so there are no circles; links to files are files. */
function walk(root: string, around: GitIgnore, visitor: Visitor): void {
  const waiting: [folder: string, around: GitIgnore][] = [[root, around]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [folder, outer] = next;
    visitor.folder();
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      visitor.failure(folder, error);
      continue;
    }
    const ignored = outer.inside(
      folder,
      entries.some(({ name }) => name === '.gitignore'),
    );
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (name === '.git' || name === 'node_modules') continue;
        const path = join(folder, name);
        if (!ignored.ignores(path, true)) waiting.push([path, ignored]);
      } else if (isDockerfileName(name)) {
        const path = join(folder, name);
        if (isFile(entry, path) && !ignored.ignores(path, false)) visitor.file(path);
      }
    }
  }
}

/** Whether an entry is a file, or a link that is not one to a folder (one to nothing is reported when it is read). */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    return true;
  }
}

/** What the `.gitignore` files above a folder say: up to the repository's root, without one up to the working directory. */
function ignoredAround(folder: string, cwd: string): GitIgnore {
  const top = gitRoot(folder) ?? (below(cwd, folder) === undefined ? folder : cwd);
  const above: string[] = [];
  for (let at = folder; at !== top; at = dirname(at)) above.unshift(dirname(at));
  return above.reduce((ignored, one) => ignored.inside(one), new GitIgnore());
}

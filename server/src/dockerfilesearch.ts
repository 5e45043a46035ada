import ignore, { type Ignore } from 'ignore';
import { type DirectoryEntry, type FileSystem, isDockerfileName, join, relative } from './files.ts';

/** More than this is not looked at unasked: Dockerfiles, and folders on the way to them. */
const mostFiles = 1000;
const mostFolders = 20_000;
const never = new Set(['.git', 'node_modules']);

/** A `.gitignore` and the folder that it speaks about. */
interface GitIgnore {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** The URIs of all Dockerfiles below some folders, without what `.gitignore` files leave out. Links to folders are not followed. */
export async function findDockerfiles(files: FileSystem, roots: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const waiting = roots.map((folder) => ({ folder, ignored: [] as readonly GitIgnore[] }));
  for (let i = 0; i < Math.min(waiting.length, mostFolders) && found.size < mostFiles; i++) {
    const { folder, ignored: around } = waiting[i] as (typeof waiting)[number];
    const entries = (await files.readDirectory(folder)) ?? [];
    const ignored = await withOwn(files, folder, entries, around);
    for (const [name, kind, isLink] of entries) {
      const uri = join(folder, name);
      const isFolder = kind === 'directory';
      if (!(isFolder ? !isLink && !never.has(name) : isDockerfileName(name)) || isIgnored(ignored, uri, isFolder))
        continue;
      if (isFolder) waiting.push({ folder: uri, ignored });
      else found.add(uri);
    }
  }
  return [...found].sort();
}

async function withOwn(
  files: FileSystem,
  folder: string,
  entries: readonly DirectoryEntry[],
  around: readonly GitIgnore[],
): Promise<readonly GitIgnore[]> {
  if (!entries.some(([name]) => name === '.gitignore')) return around;
  const text = await files.readFile(join(folder, '.gitignore'));
  return text === undefined ? around : [{ folder, patterns: ignore().add(text) }, ...around];
}

/** The nearest `.gitignore` that says something decides. */
function isIgnored(ignored: readonly GitIgnore[], uri: string, isFolder: boolean): boolean {
  for (const { folder, patterns } of ignored) {
    const path = relative(folder, uri);
    if (path === undefined) continue;
    const result = patterns.test(isFolder ? `${path}/` : path);
    if (result.ignored || result.unignored) return result.ignored;
  }
  return false;
}

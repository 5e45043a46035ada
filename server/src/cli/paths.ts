import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/** A path relative to a folder, with `/`; undefined where it is outside. The folder itself is `.`. */
export function below(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  if (way === '') return '.';
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return withSlashes(way);
}

/** How a path is shown: relative to the working directory, absolute if outside it. */
export function displayName(cwd: string, path: string): string {
  return below(cwd, path) ?? withSlashes(path);
}

function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The folder that holds `.git`, from a folder upwards. */
export function gitRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (exists(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

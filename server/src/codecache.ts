import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** When a program that goes on running has compiled what it usually needs, in ms. */
const settledAfter = 500;

/**
 * Loads a CommonJS file like `require`, with the bytecode that V8 made of it in an earlier run: compiling takes longer than
 * anything else at the start. The bytecode is kept in the user's own cache folder, for the file as it is (size and time)
 * and this version of Node; where nothing can be kept, the file is compiled each time. `user` names who loads it: each
 * needs other functions.
 */
export function loadScript(path: string, user: string): unknown {
  optimiseLate();
  // The build writes ASCII alone: read like this it is neither decoded nor copied.
  const code = readFileSync(path, 'latin1');
  const cache = cacheFile(path, user);
  const cachedData = cache && read(cache);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
    filename: path,
    ...(cachedData && { cachedData }),
  });
  if (cache && (!cachedData || script.cachedDataRejected)) keepLater(script, cache);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

/**
 * Functions are optimised when they have run more often than the V8 of Node 20 waits for: code that 200 rules share is
 * otherwise optimised and thrown away again and again through the first thousand files, or the first hundred keys that are
 * typed. Later versions have a compiler in between, and no such flag.
 */
function optimiseLate(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=700000');
}

/** One file per user and version of Node; undefined where there is no place for it. */
function cacheFile(path: string, user: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(path);
    const { arch, platform, version } = process;
    return join(cacheFolder(), `${user}-${version}-${platform}-${arch}.${size}-${Math.round(mtimeMs)}`);
  } catch {
    return undefined;
  }
}

/** Where programs keep what they can make again: the user's own folder, since what lies there is run. */
function cacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const base =
    process.platform === 'win32'
      ? LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'dockerfile-mentor', 'code');
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Once, when the functions that are needed have been compiled: after a while, or at the end if that is sooner. */
function keepLater(script: Script, file: string): void {
  const keep = (): void => {
    clearTimeout(timer);
    process.off('exit', keep);
    write(file, script);
  };
  const timer = setTimeout(keep, settledAfter).unref();
  process.on('exit', keep);
}

/** Puts the file in place in one step, and removes those that were made of the program before it was changed. */
function write(file: string, script: Script): void {
  const [folder, name] = [dirname(file), basename(file)];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    renameSync(unfinished, file);
    const ours = name.slice(0, name.lastIndexOf('.') + 1);
    for (const other of readdirSync(folder)) if (other.startsWith(ours) && other !== name) rmSync(join(folder, other));
  } catch {
    // A cache that cannot be written is none.
  }
}

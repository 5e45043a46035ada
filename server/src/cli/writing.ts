import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that at no time it is half written: a new file beside it takes its place. Links are followed, mode
 * and owner stay. Where the place cannot be taken (another hard link, a folder that cannot be written), the file itself
 * is written. False where there is no regular file, as for pipes and devices.
 */
export function replaceFile(path: string, text: string): boolean {
  const target = realpathSync(path);
  const old = statSync(target);
  if (!old.isFile()) return false;
  if (old.nlink > 1 || !takePlace(target, text, old)) writeFileSync(target, text);
  return true;
}

/** Whether a new file could take the place of the old one. */
function takePlace(target: string, text: string, old: { mode: number; uid: number; gid: number }): boolean {
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  let file: number;
  try {
    file = openSync(fresh, 'wx', old.mode);
  } catch {
    return false;
  }
  try {
    writeFileSync(file, text);
    fsyncSync(file);
    closeSync(file);
    chmodSync(fresh, old.mode);
    const { uid, gid } = statSync(fresh);
    if (uid !== old.uid || gid !== old.gid) chownSync(fresh, old.uid, old.gid);
    renameSync(fresh, target);
    return true;
  } catch {
    rmSync(fresh, { force: true });
    return false;
  }
}

/** Where downloads live that outlast a checkout: editors, a newer Node, an unpacked extension. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dockerfile-mentor');

/** A path inside the project's cache folder; the folder itself may not exist yet. */
export function cached(...parts) {
  return join(root, ...parts);
}

/**
 * Fills a cache folder once: `fill` works in a folder beside it, which gets the final name only when all went well, so that an
 * interrupted download is never taken for a whole one.
 */
export async function fillOnce(folder, fill) {
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** A fresh folder for one run; `remove()` deletes it with all that is in it. */
export async function scratch(name) {
  const path = await mkdtemp(join(tmpdir(), `dockerfile-mentor-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

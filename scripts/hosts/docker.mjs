/** A Docker Engine: the one that runs, else one that we start and end. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './cache.mjs';
import { run, start, until } from './child.mjs';

/** A static binary (Debian: busybox-static), so that an image can be built where none can be pulled. */
export const busybox = '/bin/busybox';

/** Why no engine can be tried here; undefined when it can. */
export async function dockerIsMissing() {
  if (!existsSync(busybox)) return `there is no static ${busybox} to build an image from`;
  try {
    await (await startDocker()).stop();
  } catch (error) {
    return error.message.split('\n')[0];
  }
  return undefined;
}

/** Rejects with the reason where no engine can be had. `stop()` ends only an engine that was started here. */
export async function startDocker() {
  if (await answersNow()) return { stop: async () => {} };
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== 'linux' || !isRoot)
    throw new Error('no Docker Engine answers, and only root on Linux can start one');
  const home = await scratch('docker');
  const child = start('dockerd', [
    ...['--data-root', join(home.path, 'data'), '--exec-root', join(home.path, 'exec')],
    ...['--pidfile', join(home.path, 'pid')],
  ]);
  const stop = async () => {
    await child.stop(20_000);
    // What a container on the host's network leaves mounted; nothing, mostly.
    await run('umount', [join(home.path, 'exec', 'netns', 'default')]).catch(() => '');
    await home.remove();
  };
  try {
    await until(answersNow, 'dockerd', { child });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function answersNow() {
  return docker('version', '--format', '{{.Server.Version}}').catch(() => undefined);
}

/** Runs the docker client and returns what it printed. */
export async function docker(...args) {
  return (await run('docker', args)).trim();
}

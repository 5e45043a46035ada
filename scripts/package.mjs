/** Builds the extension and packs it: `dockerfile-mentor-<version>.vsix` at the root, what `.vscodeignore` allows and nothing else. */
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { run } from './hosts/child.mjs';
import { root, vsix } from './hosts/project.mjs';

/** Packs what is built; returns the path of the .vsix. */
export async function packVsix() {
  await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, rewriteRelativeLinks: false });
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await run(process.execPath, ['scripts/build.mjs'], { cwd: root })).trimEnd());
  const { size } = await stat(await packVsix());
  console.log(`packed ${relative(process.cwd(), vsix) || vsix} (${Math.round(size / 1024)} kB)`);
}

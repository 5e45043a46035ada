/** VS Code for the Web with the extension and a folder, in a browser. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { launchChromium } from '../../../scripts/hosts/chromium.mjs';
import { root } from '../../../scripts/hosts/project.mjs';
import { serveWeb } from '../../../scripts/hosts/web.mjs';
import { Workbench } from '../workbench.ts';

/** Opens a folder with these files, among them a Dockerfile, which is shown. */
export async function startWeb(
  files: Record<string, string>,
): Promise<{ workbench: Workbench; stop(): Promise<void> }> {
  const home = await scratch('web');
  const folder = join(home.path, 'folder');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const web = await serveWeb({ extension: root, folder });
  const browser = await launchChromium(join(home.path, 'chromium'));
  const workbench = await Workbench.open(browser, web.url);
  await workbench.openFile('Dockerfile');
  return {
    workbench,
    async stop() {
      await browser.close();
      await web.stop();
      await home.remove();
    },
  };
}

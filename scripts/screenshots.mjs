/**
 * `node scripts/screenshots.mjs`: the README's pictures, of the packaged extension in the VS Code server, in both languages.
 * Needs what the test stage `server` needs, and a .vsix at the root (`npm run package`).
 */
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { scratch } from './hosts/cache.mjs';
import { launchChromium } from './hosts/chromium.mjs';
import { root, vsix } from './hosts/project.mjs';
import { installCodeServer, prepareServer, serveCodeServer } from './hosts/server.mjs';

const languages = [
  { language: 'en', suffix: '', theme: 'Default Dark Modern' },
  { language: 'zh-cn', suffix: '.zh-cn', theme: 'Default Light Modern' },
];

const server = await installCodeServer((text) => console.log(text));
for (const { language, suffix, theme } of languages) {
  const home = await scratch('screenshots');
  await cp(join(root, 'examples'), join(home.path, 'examples'), { recursive: true });
  await prepareServer(server, {
    home: home.path,
    extensions: [vsix],
    settings: { 'workbench.colorTheme': theme, 'workbench.startupEditor': 'none', 'window.commandCenter': false },
  });
  const served = await serveCodeServer(server, { home: home.path });
  const browser = await launchChromium(join(home.path, 'chromium'));
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1040, height: 660 });
  await page.addInitScript((chosen) => {
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => chosen, set() {} });
  }, language);
  await hoverPicture(page, served.open(join(home.path, 'examples', 'bad-node')), `hover${suffix}`);
  await sidebarPicture(page, served.open(join(home.path, 'examples', 'volumes-and-networks')), `sidebar${suffix}`);
  await browser.close();
  await served.stop();
  await home.remove();
}

async function openDockerfile(page, url) {
  await page.goto(url);
  await page.getByRole('treeitem', { name: 'Dockerfile', exact: true }).dblclick();
  await page.locator('.editor-instance .view-line').first().click();
}

/** A hover on COPY, above squiggles. */
async function hoverPicture(page, url, name) {
  await openDockerfile(page, url);
  await page.locator('.squiggly-warning').first().waitFor();
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
  for (let attempt = 0; attempt < 20 && !(await hover.isVisible()); attempt++) {
    await page.mouse.move(900, 700);
    await page
      .locator('.view-line span', { hasText: /^COPY$/ })
      .first()
      .hover();
    await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState === 'finished' || effect?.getTiming().iterations === Infinity),
  );
  await picture(page, name);
}

/** The side bar's pages beside the file that they are about. */
async function sidebarPicture(page, url, name) {
  await openDockerfile(page, url);
  await page.locator('.activitybar').getByRole('tab', { name: 'Dockerfile Mentor' }).click();
  await page.locator('iframe.webview').first().waitFor();
  const width = (await page.locator('.part.sidebar').boundingBox())?.width ?? 300;
  await page.mouse.move(48 + width, 500);
  await page.mouse.down();
  await page.mouse.move(600, 500, { steps: 5 });
  await page.mouse.up();
  for (const frame of page.frames())
    await frame
      .locator('svg')
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => undefined);
  await picture(page, name);
}

async function picture(page, name) {
  const path = join(root, 'images', `${name}.png`);
  await page.screenshot({ path });
  // A third of the bytes; the pictures travel in the package.
  const { error } = spawnSync('pngquant', ['--force', '--output', path, '--nofs', '128', path]);
  console.log(error ? `${path} (pngquant is not installed: left large)` : path);
}

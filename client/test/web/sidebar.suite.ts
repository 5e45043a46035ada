import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { launchChromium } from '../../../scripts/hosts/chromium.mjs';
import { root } from '../../../scripts/hosts/project.mjs';
import { serveWeb } from '../../../scripts/hosts/web.mjs';
import { openView, practice, testSidebar } from '../sidebar.ts';
import { Workbench } from '../workbench.ts';

describe('the sidebar in VS Code for the Web 1.91', () => {
  let workbench: Workbench;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const home = await scratch('web');
    stops.unshift(home.remove);
    const folder = join(home.path, 'folder');
    await mkdir(folder);
    await writeFile(join(folder, 'Dockerfile'), practice);
    const web = await serveWeb({ extension: root, folder });
    stops.unshift(web.stop);
    const browser = await launchChromium(join(home.path, 'chromium'));
    stops.unshift(() => browser.close());
    workbench = await Workbench.open(browser, web.url);
    await workbench.openFile('Dockerfile');
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  testSidebar('web', 'en', () => workbench);

  test('without a way to a Docker Engine: one sentence, and the lesson below it', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    await frame.locator('.engine-state.trouble', { hasText: 'cannot reach a Docker Engine' }).waitFor();
    await frame.locator('.engine ~ article h1').waitFor();
    expect(await frame.locator('.engine button').count()).toBe(0);
  });

  test('our code wrote no error to the console', () => expect(workbench.errors).toEqual([]));
});

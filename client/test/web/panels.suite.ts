import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { launchChromium } from '../../../scripts/hosts/chromium.mjs';
import { root } from '../../../scripts/hosts/project.mjs';
import { serveWeb } from '../../../scripts/hosts/web.mjs';
import { compose, shop, testPanels } from '../panels.ts';
import { Workbench } from '../workbench.ts';

describe('the views on the open Dockerfile in VS Code for the Web 1.91', () => {
  let workbench: Workbench;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const home = await scratch('web');
    stops.unshift(home.remove);
    const folder = join(home.path, 'folder');
    await mkdir(folder);
    await writeFile(join(folder, 'Dockerfile'), shop);
    await writeFile(join(folder, 'compose.yaml'), compose);
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

  testPanels('web', 'en', () => workbench);

  test('our code wrote no error to the console', () => expect(workbench.errors).toEqual([]));
});

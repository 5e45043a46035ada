import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import type { Workbench } from '../workbench.ts';
import { type Host, type Opened, startServer } from './server.ts';
import { packStandIn } from './standIn.ts';

const casing = 'docker.languageserver.diagnostics.instructionCasing';
const text = 'FROM debian:13-slim\nMAINTAINER Ada <ada@example.com>\n';

describe('beside Container Tools and hadolint', () => {
  let host: Host;
  let workbench: Workbench;
  let read: Opened['read'];
  let remove: () => Promise<void>;
  const offer = (name: string) => workbench.page.locator('.notification-toast', { hasText: `${name} checks` });
  beforeAll(async () => {
    const folder = await scratch('neighbours');
    ({ remove } = folder);
    const microsoft = { publisher: 'ms-azuretools', name: 'vscode-containers', warning: 'theirs', silencer: casing };
    const neighbours = [
      await packStandIn(folder.path, microsoft),
      await packStandIn(folder.path, { publisher: 'exiasr', name: 'hadolint', warning: 'DL3000' }),
    ];
    host = await startServer({ neighbours });
    ({ workbench, read } = await host.open({
      'a.Dockerfile': text.replace('FROM', 'from'),
      'b.Dockerfile': text,
      'c.Dockerfile': text,
    }));
  });
  afterAll(async () => {
    await host?.stop();
    await remove?.();
  });

  test('nothing of theirs changes without a click; a click uses their own settings', async () => {
    await workbench.openFile('a.Dockerfile');
    await offer('Container Tools').waitFor();
    await workbench.screenshot('server', 'neighbours');
    expect(Object.keys(await host.settings())).not.toContain(casing);
    await offer('Container Tools').getByRole('button', { name: 'Quiet Container Tools' }).click();
    await expect
      .poll(() => host.settings(), { timeout: 60_000 })
      .toMatchObject({
        [casing]: 'ignore',
        '[dockerfile]': { 'editor.defaultFormatter': 'dockerfile-mentor.dockerfile-mentor' },
      });
  });

  test('the file is formatted once, by us', async () => {
    const format = async (): Promise<string> => {
      // Until the window has read the settings that were just written, it asks which formatter is meant.
      await workbench.page.keyboard.press('Escape');
      await workbench.toText();
      await workbench.page.keyboard.press('Control+Shift+I');
      await workbench.save();
      return read('a.Dockerfile');
    };
    await expect.poll(format, { timeout: 60_000, interval: 1000 }).toBe(text);
  });

  test('the next neighbour has its turn; where it cannot be silenced, we can', async () => {
    await workbench.openFile('b.Dockerfile');
    await workbench.word('MAINTAINER').waitFor();
    await offer('hadolint').getByRole('button', { name: 'Quiet Dockerfile Mentor' }).click();
    await expect
      .poll(() => host.settings(), { timeout: 60_000 })
      .toMatchObject({
        'dockerfileMentor.neighbours': ['diagnostics'],
      });
    await expect.poll(() => workbench.squiggle().count(), { timeout: 60_000 }).toBe(1);
  });

  test('nobody asks twice', async () => {
    await workbench.openFile('c.Dockerfile');
    await workbench.hover('MAINTAINER', 'MAINTAINER');
    await expect.poll(() => workbench.squiggle().count(), { timeout: 60_000 }).toBe(1);
    expect(await workbench.page.locator('.notification-toast', { hasText: 'Dockerfiles' }).count()).toBe(0);
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openView, practice, testSidebar } from '../sidebar.ts';
import type { Workbench } from '../workbench.ts';
import { type Host, startServer } from './server.ts';

describe('the sidebar in the VS Code server', () => {
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    host = await startServer();
    ({ workbench } = await host.open({ Dockerfile: practice }));
    await workbench.openFile('Dockerfile');
  });
  afterAll(() => host?.stop());

  testSidebar('server', 'en', () => workbench);

  test('a command is typed into a terminal and waits there', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    const row = frame
      .locator('article .command')
      .filter({ has: frame.locator('.actions button').nth(1) })
      .first();
    const command = (await row.locator('code').textContent()) ?? '';
    await row.locator('.actions button').nth(1).click();
    const rows = workbench.page.locator('.terminal .xterm-rows > div');
    const written = async () => (await rows.allTextContents()).map((text) => text.replace(/\u00a0/g, ' ').trimEnd());
    await expect.poll(async () => (await written()).join(''), { timeout: 60_000 }).toContain(command.trim());
    // Had it run, the shell would have answered below it.
    expect((await written()).join('').trimEnd().endsWith(command.trim())).toBe(true);
    await workbench.screenshot('server', 'terminal');
  });

  test('our code wrote no error to the console', () => expect(workbench.errors).toEqual([]));
});

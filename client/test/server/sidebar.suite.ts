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
    const command = squeeze((await row.locator('code').textContent()) ?? '');
    await row.locator('.actions button').nth(1).click();
    const rows = workbench.page.locator('.terminal .xterm-rows > div');
    const written = async () => squeeze((await rows.allTextContents()).join(''));
    // It is the last thing there: had it run, the shell would have answered below it.
    await expect.poll(written, { timeout: 60_000 }).toSatisfy((text: string) => text.endsWith(command));
    await workbench.screenshot('server', 'terminal');
  });

  test('our code wrote no error to the console, nor to its log', async () => {
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

/** Without blanks, since the terminal breaks lines where it likes. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaries } from '../../../scripts/hosts/pages.mjs';
import { plain } from '../../../scripts/hosts/plain.mjs';
import { openView, practice } from '../sidebar.ts';
import { type Host, startServer } from './server.ts';

describe('Restricted Mode', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startServer({ trust: false });
  });
  afterAll(() => host?.stop());

  test('hovers, problems and the sidebar work in a folder that is not trusted', async () => {
    const { workbench } = await host.open({ Dockerfile: `${practice}MAINTAINER Ada\n` });
    await workbench.page.getByRole('button', { name: 'Restricted Mode' }).first().waitFor();
    await workbench.openFile('Dockerfile');
    const { VOLUME = '' } = await summaries('en', 'instructions');
    await workbench.hover('VOLUME', plain(VOLUME));
    await workbench.squiggle().first().waitFor();
    const frame = await openView(workbench, 'volumes', 'en');
    await frame.locator('figure.diagram svg').first().waitFor();
    await frame.locator('.engine-state.trouble', { hasText: 'not trusted' }).waitFor();
    await workbench.screenshot('server', 'restricted-mode');
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

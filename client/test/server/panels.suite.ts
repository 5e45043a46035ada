import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, shop, testPanels } from '../panels.ts';
import type { Locale } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { type Host, startServer } from './server.ts';

describe.each<Locale>(['en', 'zh-cn'])('the views on the open Dockerfile in the VS Code server (%s)', (locale) => {
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    host = await startServer();
    const options = locale === 'en' ? {} : { displayLanguage: locale };
    ({ workbench } = await host.open({ Dockerfile: shop, 'compose.yaml': compose }, options));
    await workbench.openFile('Dockerfile');
  });
  afterAll(() => host?.stop());

  testPanels('server', locale, () => workbench);

  test('our code wrote no error to the console, nor to its log', async () => {
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

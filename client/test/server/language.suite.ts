import { afterAll, beforeAll, describe, test } from 'vitest';
import { summaries } from '../../../scripts/hosts/pages.mjs';
import { plain } from '../../../scripts/hosts/plain.mjs';
import { practice, testSidebar } from '../sidebar.ts';
import type { Workbench } from '../workbench.ts';
import { type Host, startServer } from './server.ts';

describe('Chinese by the display language', () => {
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    host = await startServer();
    ({ workbench } = await host.open({ Dockerfile: practice }, { displayLanguage: 'zh-cn' }));
    await workbench.openFile('Dockerfile');
  });
  afterAll(() => host?.stop());

  test('the hover is Chinese', async () => {
    const { FROM = '' } = await summaries('zh-cn', 'instructions');
    await workbench.hover('FROM', plain(FROM));
    await workbench.screenshot('server', 'hover-zh-cn');
  });

  testSidebar('server', 'zh-cn', () => workbench);
});

describe('the setting dockerfileMentor.locale is over the display language', () => {
  for (const [locale, displayLanguage] of [
    ['zh-cn', 'en'],
    ['en', 'zh-cn'],
  ] as const) {
    test(`${locale} in an editor that speaks ${displayLanguage}`, async () => {
      const host = await startServer({ settings: { 'dockerfileMentor.locale': locale } });
      try {
        const { workbench } = await host.open({ Dockerfile: practice }, { displayLanguage });
        await workbench.openFile('Dockerfile');
        const { FROM = '' } = await summaries(locale, 'instructions');
        await workbench.hover('FROM', plain(FROM));
        await workbench.screenshot('server', `locale-${locale}-over-${displayLanguage}`);
      } finally {
        await host.stop();
      }
    });
  }
});

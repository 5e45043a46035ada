/** The walkthrough of the packaged extension: its pages are shown in the reader's language, and its steps are ticked as the file improves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/hosts/project.mjs';
import { shop } from '../panels.ts';
import { type Locale, manifestWords } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { type Host, startServer } from './server.ts';

const steps = ['open', 'hover', 'pin', 'cache', 'user', 'process', 'image', 'run', 'learn'];

function mediaOf(id: string, locale: Locale): string {
  return join(root, 'media', 'walkthrough', `${id}${locale === 'en' ? '' : `.nls.${locale}`}.md`);
}

describe.each<Locale>(['en', 'zh-cn'])('the walkthrough (%s)', (locale) => {
  let host: Host;
  let workbench: Workbench;

  beforeAll(async () => {
    host = await startServer({ settings: { 'workbench.startupEditor': 'none' } });
    const start = shop.replace('USER 1000:1000\n', '').replace('node:22-alpine', 'node');
    ({ workbench } = await host.open({ Dockerfile: start }, locale === 'en' ? {} : { displayLanguage: locale }));
    await workbench.page.setViewportSize({ width: 1500, height: 900 });
    await workbench.openFile('Dockerfile');
    await workbench.squiggle().first().waitFor();
  });
  afterAll(() => host?.stop());

  const step = (id: string) => workbench.page.locator(`.getting-started-step[data-step-id$="#getStarted#${id}"]`);
  const done = async () => {
    const checked = await Promise.all(
      steps.map((id) =>
        step(id).locator('.getting-started-step-checked, .codicon-getting-started-step-checked').count(),
      ),
    );
    return steps.filter((_, at) => (checked[at] ?? 0) > 0);
  };

  test('ticks what the open file has achieved already, and what it achieves then', async () => {
    const { page } = workbench;
    const { resolve } = await manifestWords(locale);
    await workbench.run(`Dockerfile Mentor: ${resolve('%command.getStarted%')}`);
    await step('learn').waitFor();
    await expect.poll(done, { timeout: 60_000 }).toEqual(['open', 'cache', 'process']);
    await page.locator('.tab[data-resource-name="Dockerfile"]').click();
    await workbench.toEnd();
    await page.keyboard.type('\nUSER 1000:1000\n');
    await page.locator('.tab').last().click();
    await expect.poll(done, { timeout: 60_000 }).toContain('user');
  });

  test('shows a page for every step', async () => {
    const { page } = workbench;
    for (const id of steps) {
      if ((await step(id).getAttribute('aria-expanded')) !== 'true') await step(id).click();
      const heading = /^# (.+)$/m.exec(await readFile(mediaOf(id, locale), 'utf8'))?.[1] ?? '';
      const shows = async () => {
        const found = page.frames().map((frame) => frame.getByRole('heading', { name: heading, exact: true }).count());
        return (await Promise.all(found.map((count) => count.catch(() => 0)))).some((count) => count > 0);
      };
      await expect.poll(shows, { timeout: 60_000 }).toBe(true);
      await workbench.screenshot('server', `walkthrough-${id}-${locale}`);
    }
  });
});

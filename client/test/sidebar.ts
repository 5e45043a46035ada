/** The tests of the sidebar, which are the same in every workbench: pages, diagrams, and what they say about the open Dockerfile. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { titleOf } from '../../scripts/hosts/pages.mjs';
import { root } from '../../scripts/hosts/project.mjs';
import { type Locale, manifestWords } from './words.ts';
import type { Workbench } from './workbench.ts';

/** A Dockerfile that gives both views something to say. */
export const practice = `FROM nginx:1.29-alpine
VOLUME /data
EXPOSE 8080
`;

/** Opens one of our three views at its first page. */
export async function openView(
  workbench: Workbench,
  name: 'volumes' | 'networks' | 'learn',
  locale: Locale,
): Promise<Frame> {
  const { container, view } = await manifestWords(locale);
  const page = name === 'learn' ? 'README' : name;
  return workbench.view(container, view(`dockerfileMentor.${name}`), await titleOf(locale, `topics/${page}`));
}

/** `workbench` is asked for only when the tests run: it has a Dockerfile with the text `practice` open. */
export function testSidebar(host: string, locale: Locale, workbench: () => Workbench): void {
  for (const name of ['volumes', 'networks'] as const) {
    test(`${name} shows its page and draws its diagrams (${locale})`, async () => {
      const frame = await openView(workbench(), name, locale);
      await showsDiagrams(frame, await diagramsOf(locale, `topics/${name}`), 1);
      await workbench().widenSideBar(520);
      await frame.locator('figure.diagram svg').first().scrollIntoViewIfNeeded();
      await workbench().screenshot(host, `${name}-${locale}`);
    });
  }

  test(`volumes and networks know the Dockerfile that is open (${locale})`, async () => {
    const volumes = await openView(workbench(), 'volumes', locale);
    await volumes
      .locator('section.file code', { hasText: /docker run .*:\/data/ })
      .first()
      .waitFor();
    const networks = await openView(workbench(), 'networks', locale);
    await networks
      .locator('section.file code', { hasText: /docker run .*-p 8080:8080/ })
      .first()
      .waitFor();
    await workbench().screenshot(host, `dockerfile-in-sidebar-${locale}`);
  });

  test(`learn leads to a page for every topic (${locale})`, async () => {
    const frame = await openView(workbench(), 'learn', locale);
    const links = frame.locator('article a[data-page^="topics/"]');
    const topics = await links.evaluateAll((all) => [
      ...new Set(all.map((link) => link.getAttribute('data-page') ?? '')),
    ]);
    for (const topic of [
      'containers-and-pods',
      'instructions',
      'volumes',
      'networks',
      'performance',
      'swarm-and-kubernetes',
    ]) {
      expect(topics).toContain(`topics/${topic}`);
    }
    await workbench().screenshot(host, `learn-${locale}`);
    for (const topic of topics) {
      await frame.locator(`article a[data-page="${topic}"]`).first().click();
      const title = await titleOf(locale, topic);
      await frame.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await showsDiagrams(frame, await diagramsOf(locale, topic), 0);
      await frame.locator('nav button').last().click();
      await links.first().waitFor();
    }
  });
}

/** Waits until every diagram of a page is drawn: an SVG with an extent, and with words in it. */
async function showsDiagrams(frame: Frame, expected: number, atLeast: number): Promise<void> {
  expect(expected).toBeGreaterThanOrEqual(atLeast);
  const drawings = frame.locator('figure.diagram svg');
  await expect.poll(() => drawings.count(), { timeout: 30_000 }).toBe(expected);
  for (const drawing of await drawings.all()) {
    const height = () => drawing.evaluate((svg) => svg.getBoundingClientRect().height);
    await expect.poll(height, { timeout: 30_000 }).toBeGreaterThan(40);
    expect(await drawing.textContent()).toMatch(/\p{L}/u);
  }
}

/** How many diagrams a page has, by its Markdown. */
async function diagramsOf(locale: Locale, page: string): Promise<number> {
  const markdown = await readFile(join(root, 'docs', locale, `${page}.md`), 'utf8');
  return markdown.match(/!\[[^\]]*\]\([^)]*\.svg\)/g)?.length ?? 0;
}

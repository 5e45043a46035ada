/** The tests of the views that explain the open Dockerfile: what it makes, and how it is run. */
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { titleOf } from '../../scripts/hosts/pages.mjs';
import { type Locale, manifestWords } from './words.ts';
import type { Workbench } from './workbench.ts';

/** A Dockerfile with a stage of each fate. */
export const shop = `FROM node:22 AS deps
WORKDIR /app
COPY package.json .
RUN npm install

FROM alpine AS unused
RUN true

FROM node:22-alpine
WORKDIR /app
COPY --from=deps /app/node_modules node_modules
COPY . .
VOLUME /app/data
EXPOSE 80
USER 1000:1000
HEALTHCHECK --interval=10s CMD wget -qO- http://localhost/health
CMD ["node", "server.js"]
`;

/** Beside it, a Compose file that keeps something. */
export const compose = `services:
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
`;

/** Opens *This image* or *Run it* on the Dockerfile that is open. */
export async function openPanel(workbench: Workbench, name: 'image' | 'run', locale: Locale): Promise<Frame> {
  const { container, view } = await manifestWords(locale);
  return workbench.view(container, view(`dockerfileMentor.${name}`), 'Dockerfile');
}

/** `workbench` is asked for only when the tests run: it has a Dockerfile with the text `shop` open. */
export function testPanels(host: string, locale: Locale, workbench: () => Workbench): void {
  test(`This image shows what is in the file, and leads to it (${locale})`, async () => {
    const frame = await openPanel(workbench(), 'image', locale);
    await frame.locator('.facts', { hasText: '1000:1000' }).waitFor();
    await workbench().widenSideBar(460);
    const node = frame.locator('svg.graph g.stage.dim');
    await node.scrollIntoViewIfNeeded();
    expect(await frame.locator('svg.graph g.node').count()).toBe(6);
    await node.focus();
    await workbench().screenshot(host, `image-${locale}`);
    await node.press('Enter');
    await workbench()
      .page.locator('.editor-instance .view-overlays .current-line, .editor-instance .selected-text')
      .first()
      .waitFor();
    await frame.locator('details[data-fold="topic scanning-and-updates"]').scrollIntoViewIfNeeded();
    await workbench().screenshot(host, `image-health-${locale}`);
  });

  test(`Run it follows the choices (${locale})`, async () => {
    const frame = await openPanel(workbench(), 'run', locale);
    await frame.locator('.written code', { hasText: '--publish 8080:80' }).waitFor();
    await frame.locator('[data-choose="memory"]').pressSequentially('512m');
    await frame.locator('.written code', { hasText: '--memory 512m' }).waitFor();
    expect(await frame.locator('[data-choose="memory"]').inputValue()).toBe('512m');
    await workbench().screenshot(host, `run-${locale}`);
    await frame.locator('[data-value="kubernetes"]').click();
    await frame.locator('.written code', { hasText: 'memory: 512Mi' }).first().waitFor();
    await frame.locator('.written').scrollIntoViewIfNeeded();
    await workbench().screenshot(host, `run-kubernetes-${locale}`);
    await frame.locator('[data-file]').click();
    await workbench().lines('kind:').first().waitFor();
  });

  test(`Volumes draws the Compose files and leads to their lines (${locale})`, async () => {
    const { container, view } = await manifestWords(locale);
    const heading = await titleOf(locale, 'topics/volumes');
    const frame = await workbench().view(container, view('dockerfileMentor.volumes'), heading);
    const volume = frame.locator('section.compose g.node.image', { hasText: 'data' });
    await volume.scrollIntoViewIfNeeded();
    await workbench().screenshot(host, `compose-${locale}`);
    await volume.click();
    await workbench().page.locator('.tab.active[data-resource-name="compose.yaml"]').waitFor();
    // What is typed counts, saved or not.
    await workbench().toEnd();
    await workbench().page.keyboard.type('  typed:');
    await frame.locator('section.compose g.node.image', { hasText: 'typed' }).waitFor();
  });
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaries } from '../../../scripts/hosts/pages.mjs';
import { plain } from '../../../scripts/hosts/plain.mjs';
import type { Workbench } from '../workbench.ts';
import { type Host, type Opened, startServer } from './server.ts';

const broken = `FROM debian:13-slim
MAINTAINER Ada <ada@example.com>
RUN apt-get update && apt-get install --no-install-recommends curl
`;
const snippets = {
  'multistage-node': 'node:',
  'multistage-go': 'golang:',
  'multistage-python': 'python:',
  'multistage-java': 'maven:',
};

describe('the packaged extension in the VS Code server', () => {
  let host: Host;
  let workbench: Workbench;
  let read: Opened['read'];
  beforeAll(async () => {
    host = await startServer();
    ({ workbench, read } = await host.open({
      'hover.Dockerfile': broken,
      'typing.Dockerfile': 'FROM debian:13-slim\n',
      'fix.Dockerfile': broken,
      'completion.Dockerfile': 'FROM alpine:3.22\n',
      ...Object.fromEntries(Object.keys(snippets).map((prefix) => [`${prefix}.Dockerfile`, '\n'])),
    }));
  });
  afterAll(() => host?.stop());

  test('hovering a keyword shows its page', async () => {
    await workbench.openFile('hover.Dockerfile');
    const { FROM = '' } = await summaries('en', 'instructions');
    await workbench.hover('FROM', plain(FROM));
    await workbench.screenshot('server', 'hover-en');
  });

  test('the squiggle appears while typing, and goes', async () => {
    await workbench.openFile('typing.Dockerfile');
    await workbench.hover('FROM', 'FROM'); // From here on the server answers.
    const squiggles = () => workbench.squiggle().count();
    const before = await squiggles();
    await workbench.toEnd();
    await workbench.page.keyboard.type('RUN apt-get install --no-install-recommends curl');
    await expect.poll(squiggles, { timeout: 60_000 }).toBeGreaterThan(before);
    await workbench.screenshot('server', 'squiggle');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Shift+Home');
    await workbench.page.keyboard.press('Delete');
    await expect.poll(squiggles, { timeout: 60_000 }).toBe(before);
  });

  test('a quick fix changes the text', async () => {
    await workbench.openFile('fix.Dockerfile');
    await workbench.squiggle().first().waitFor();
    await workbench.quickFix('MAINTAINER', /LABEL/);
    await workbench.lines('LABEL').first().waitFor();
    await workbench.screenshot('server', 'quick-fix');
    await workbench.save();
    await expect.poll(() => read('fix.Dockerfile'), { timeout: 60_000 }).toMatch(/^LABEL .*Ada/m);
    const text = await read('fix.Dockerfile');
    expect(text).not.toContain('MAINTAINER');
    expect(text).toContain('RUN apt-get update && apt-get install --no-install-recommends curl\n');
  });

  test('completion knows keywords', async () => {
    await workbench.openFile('completion.Dockerfile');
    await workbench.toEnd();
    await workbench.page.keyboard.type('WORKD');
    await workbench.complete('WORKDIR');
    await workbench.save();
    await expect.poll(() => read('completion.Dockerfile'), { timeout: 60_000 }).toContain('\nWORKDIR');
  });

  for (const [prefix, image] of Object.entries(snippets)) {
    test(`the snippet ${prefix} expands to a whole Dockerfile`, async () => {
      await workbench.openFile(`${prefix}.Dockerfile`);
      await workbench.page.keyboard.type(prefix);
      await workbench.complete(prefix);
      await workbench.lines(image).first().waitFor();
      await workbench.screenshot('server', `snippet-${prefix}`);
      await workbench.page.keyboard.press('Escape');
      await workbench.save();
      await expect.poll(() => read(`${prefix}.Dockerfile`), { timeout: 60_000 }).toContain(image);
      const text = await read(`${prefix}.Dockerfile`);
      expect(text).not.toContain('${');
      expect(text.match(/^FROM /gm)?.length).toBeGreaterThan(1);
    });
  }

  test('our code wrote no error to the console, nor to its log', async () => {
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

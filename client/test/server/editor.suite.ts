import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaries } from '../../../scripts/hosts/pages.mjs';
import { plain } from '../../../scripts/hosts/plain.mjs';
import { type Host, startServer } from './server.ts';

const broken = `FROM debian:13-slim
MAINTAINER Ada <ada@example.com>
RUN apt-get update && apt-get install --no-install-recommends curl
`;

describe('the packaged extension in the VS Code server', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startServer();
  });
  afterAll(() => host?.stop());

  test('hovering a keyword shows its page', async () => {
    const { workbench } = await host.open({ Dockerfile: broken });
    await workbench.openFile('Dockerfile');
    const { FROM = '' } = await summaries('en', 'instructions');
    await workbench.hover('FROM', plain(FROM));
    await workbench.screenshot('server', 'hover-en');
    expect(workbench.errors).toEqual([]);
  });

  test('the squiggle appears while typing, and goes', async () => {
    const { workbench } = await host.open({ Dockerfile: 'FROM debian:13-slim\n' });
    await workbench.openFile('Dockerfile');
    await workbench.toEnd();
    await workbench.page.keyboard.type('RUN apt-get install --no-install-recommends curl');
    await workbench.squiggle().first().waitFor();
    await workbench.screenshot('server', 'squiggle');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Shift+Home');
    await workbench.page.keyboard.press('Delete');
    await expect.poll(() => workbench.squiggle().count(), { timeout: 60_000 }).toBe(0);
  });

  test('a quick fix changes the text', async () => {
    const { workbench, read } = await host.open({ Dockerfile: broken });
    await workbench.openFile('Dockerfile');
    await workbench.squiggle().first().waitFor();
    await workbench.quickFix('MAINTAINER', /LABEL/);
    await workbench.lines('LABEL').first().waitFor();
    await workbench.screenshot('server', 'quick-fix');
    await workbench.save();
    await expect.poll(() => read('Dockerfile'), { timeout: 30_000 }).toMatch(/^LABEL .*Ada/m);
    const text = await read('Dockerfile');
    expect(text).not.toContain('MAINTAINER');
    expect(text).toContain('RUN apt-get update && apt-get install --no-install-recommends curl\n');
  });

  test('completion knows keywords and flags', async () => {
    const { workbench, read } = await host.open({ Dockerfile: 'FROM alpine:3.22\n' });
    await workbench.openFile('Dockerfile');
    await workbench.toEnd();
    await workbench.page.keyboard.type('WORKD');
    await workbench.complete('WORKDIR');
    await workbench.lines('WORKDIR').first().waitFor();
    await workbench.save();
    await expect.poll(() => read('Dockerfile'), { timeout: 30_000 }).toContain('\nWORKDIR');
  });
});

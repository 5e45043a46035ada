/** The sidebar of the packaged extension beside a real engine: what it shows, what it deletes, and what it says when the engine stops. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { busybox, docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { openPanel } from '../panels.ts';
import { type Host, startServer } from '../server/server.ts';
import { openView, practice } from '../sidebar.ts';
import type { Workbench } from '../workbench.ts';
import { Relay } from './relay.ts';

const mine = `mentor-view-${process.pid}`;
const called = (name: string) => `${mine}-${name}`;
const stops: (() => Promise<unknown>)[] = [];

describe('the live engine in the sidebar', () => {
  let host: Host;
  let workbench: Workbench;
  let relay: Relay;

  beforeAll(async () => {
    const engine = await startDocker();
    stops.unshift(engine.stop);
    const home = await scratch('docker-view');
    stops.unshift(home.remove);
    await furnish(home.path);
    relay = new Relay(join(home.path, 'engine.sock'));
    await relay.start();
    stops.unshift(() => relay.stop());
    const machine = { 'dockerfileMentor.engine.host': relay.address };
    host = await startServer({
      settings: { 'window.dialogStyle': 'custom', 'window.autoDetectColorScheme': true },
      machine,
    });
    stops.unshift(host.stop);
    ({ workbench } = await host.open({ Dockerfile: practice }));
    await workbench.openFile('Dockerfile');
    await workbench.widenSideBar(560);
  });

  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  const item = (frame: Frame, name: string) => frame.locator(`.engine details[data-item="${name}"]`);

  test('volumes: verdicts, reasons, who mounts them', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    await frame.locator('.engine-state', { hasText: relay.address }).waitFor();
    await item(frame, called('used')).getByText('in use').waitFor();
    await item(frame, called('left')).getByText('holds data nobody uses').waitFor();
    await item(frame, called('empty')).getByText('safe to delete').waitFor();
    await item(frame, called('used')).locator('summary').click();
    await item(frame, called('used')).locator('table').getByText(called('web')).waitFor();
    await item(frame, called('left')).locator('summary').press('Enter');
    await item(frame, called('left')).getByText('No container mounts it').waitFor();
    await workbench.screenshot('docker', 'volumes');
  });

  test('what happens elsewhere appears by itself, and what is open stays open', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    await docker('volume', 'create', '--label', mine, called('new'));
    await item(frame, called('new')).waitFor();
    expect(await item(frame, called('used')).getAttribute('open')).not.toBeNull();
  });

  test('deleting asks first, names what is lost, and takes no for an answer', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    for (const answer of ['Cancel', 'Delete']) {
      await item(frame, called('left')).locator('[data-action="remove"]').click();
      await dialog.getByText(called('left')).waitFor();
      await workbench.screenshot('docker', 'confirmation');
      expect(await volumes()).toContain(called('left'));
      await dialog.getByRole('button', { name: answer, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await item(frame, called('left')).waitFor({ state: 'detached' });
    expect(await volumes()).not.toContain(called('left'));
  });

  test('a new volume, and cleaning up what was chosen and nothing else', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    const { page } = workbench;
    await frame.locator('.engine [data-action="create"]').click();
    await page.locator('.quick-input-widget input').first().fill(called('made'));
    await page.keyboard.press('Enter');
    await item(frame, called('made')).waitFor();
    await frame.locator('.engine [data-action="prune"]').click();
    const list = page.locator('.quick-input-widget');
    await list.locator('.monaco-list-row', { hasText: called('made') }).waitFor();
    for (const row of await list
      .locator('.monaco-list-row')
      .filter({ hasNotText: called('made') })
      .all()) {
      if ((await row.getAttribute('aria-checked')) !== 'false') await row.click();
    }
    await list.getByRole('button', { name: 'OK' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    // One, and ours: on an engine that others use, this fails here and deletes nothing.
    await dialog.getByText('Delete this volume and all that is in it?').waitFor();
    await dialog.getByText(called('made')).waitFor();
    await workbench.screenshot('docker', 'cleaning-up');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await item(frame, called('made')).waitFor({ state: 'detached' });
    expect(await volumes()).not.toContain(called('made'));
    expect(await volumes()).toContain(called('empty'));
  });

  test('inspect opens what the engine knows as JSON', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    await item(frame, called('used')).locator('[data-action="inspect"]').click();
    await workbench.page.locator(`.tab.active[data-resource-name="${called('used')}.json"]`).waitFor();
    await workbench.lines('"Mountpoint"').first().waitFor();
  });

  for (const [theme, kind, media] of [
    ['dark', 'vs-dark', { colorScheme: 'dark' }],
    ['light', 'vs', { colorScheme: 'light' }],
    ['high contrast', 'hc-black', { colorScheme: 'dark', forcedColors: 'active' }],
  ] as const) {
    test(`networks, and who reaches whom (${theme})`, async () => {
      await workbench.page.emulateMedia(media);
      await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
      const frame = await openView(workbench, 'networks', 'en');
      await item(frame, called('net')).getByText('in use').waitFor();
      await frame.locator('.engine select').selectOption({ label: called('web') });
      const row = frame.locator(`.reach details[data-to="${called('far')}"]`);
      await row.locator('.verdict', { hasText: 'no' }).waitFor();
      if ((await row.getAttribute('open')) === null) await row.locator('summary').click();
      await row.getByText(`docker network connect ${called('net')}`).waitFor();
      await frame.locator('.matrix').scrollIntoViewIfNeeded();
      await workbench.screenshot('docker', `networks-${theme.replace(' ', '-')}`);
    });
  }

  test('in Chinese, for those who read it', async () => {
    const opened = await host.open({ Dockerfile: practice }, { displayLanguage: 'zh-cn' });
    await opened.workbench.openFile('Dockerfile');
    await opened.workbench.widenSideBar(560);
    const frame = await openView(opened.workbench, 'networks', 'zh-cn');
    await frame.getByRole('heading', { name: '这台机器上', exact: true }).waitFor();
    await item(frame, called('net')).getByText('使用中').waitFor();
    await frame.locator('.matrix').scrollIntoViewIfNeeded();
    await opened.workbench.screenshot('docker', 'networks-zh-cn');
    await opened.workbench.page.close();
  });

  test('This image and Run it know what the engine has of the base image, as it comes and goes', async () => {
    const base = called('base');
    const opened = await host.open({ Dockerfile: `FROM ${base}\nENV OWN=1\n` });
    await opened.workbench.openFile('Dockerfile');
    await opened.workbench.widenSideBar(460);
    const image = await openPanel(opened.workbench, 'image', 'en');
    await image.getByText('from the base image, unknown').first().waitFor();
    await docker('tag', mine, base);
    await image.locator('.facts', { hasText: '8080/tcp, from the base image' }).waitFor();
    await image.getByText('is told by your Docker Engine').waitFor();
    await opened.workbench.screenshot('docker', 'image-inherited');
    const run = await openPanel(opened.workbench, 'run', 'en');
    await run.locator('.written code', { hasText: '--publish 8080:8080' }).waitFor();
    await docker('image', 'rm', base);
    await run.locator('.written code', { hasText: '--publish' }).waitFor({ state: 'detached' });
    await opened.workbench.page.close();
  });

  test('an engine that stops: one sentence, the lesson is still there, and all comes back by itself', async () => {
    await workbench.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    const frame = await openView(workbench, 'volumes', 'en');
    await item(frame, called('used')).waitFor();
    await relay.stop();
    await frame.locator('.engine-state.trouble').waitFor();
    await frame.locator('figure.diagram svg').first().waitFor();
    expect(await frame.locator('.engine-state').textContent()).toMatch(/Docker Engine/);
    await workbench.screenshot('docker', 'stopped');
    await relay.start();
    await item(frame, called('used')).waitFor();
  });

  test('our code wrote no error to the console, nor to its log', async () => {
    expect(workbench.errors).toEqual([]);
    expect(await host.loggedErrors()).toEqual([]);
  });
});

async function volumes(): Promise<string[]> {
  return (await docker('volume', 'ls', '--quiet')).split('\n');
}

/** One of each kind, all with our name; with the engine of this run they are gone, with another's they are removed. */
async function furnish(folder: string): Promise<void> {
  await copyFile(busybox, join(folder, 'busybox'));
  await writeFile(
    join(folder, 'Dockerfile'),
    'FROM scratch\nCOPY busybox /busybox\nEXPOSE 8080\nCMD ["/busybox", "sleep", "3600"]\n',
  );
  await docker('build', '--quiet', '--tag', mine, folder);
  const start = (name: string, ...options: string[]) => docker('run', '-d', '--name', called(name), ...options, mine);
  await docker('network', 'create', called('net'));
  await docker('volume', 'create', called('empty'));
  await start('web', '--network', called('net'), '-v', `${called('used')}:/data`);
  await start('api', '--network', called('net'), '--network-alias', 'backend');
  await start('far');
  await docker(
    'run',
    '--rm',
    '-v',
    `${called('left')}:/keep`,
    mine,
    '/busybox',
    'sh',
    '-c',
    'echo something > /keep/file',
  );
  stops.unshift(clear);
}

async function clear(): Promise<void> {
  const run = (...args: string[]) => docker(...args).catch(() => '');
  await run('rm', '--force', '--volumes', called('web'), called('api'), called('far'));
  for (const name of ['used', 'left', 'empty', 'new', 'made']) await run('volume', 'rm', called(name));
  await run('network', 'rm', called('net'));
  await run('image', 'rm', '--force', called('base'), mine);
}

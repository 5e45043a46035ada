/** One VS Code server with the packaged extension, and a browser in front of it. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { launchChromium } from '../../../scripts/hosts/chromium.mjs';
import { vsix } from '../../../scripts/hosts/project.mjs';
import { installCodeServer, prepareServer, serveCodeServer } from '../../../scripts/hosts/server.mjs';
import { Workbench } from '../workbench.ts';

export interface Host {
  /** Makes a folder with these files and opens it in a new page. */
  open(files: Record<string, string>, options?: { displayLanguage?: string }): Promise<Opened>;
  /** Every error in the log of our output channel, where the language server's complaints go too. */
  loggedErrors(): Promise<string[]>;
  /** The settings of the user, as they stand on the disk. */
  settings(): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export interface Opened {
  workbench: Workbench;
  /** What a file of the folder holds on disk. */
  read(name: string): Promise<string>;
}

interface Options {
  /** False opens folders in Restricted Mode. */
  trust?: boolean;
  /** Those of the user. */
  settings?: object;
  /** Those of the machine the server runs on. */
  machine?: object;
  /** The .vsix files of other extensions. */
  neighbours?: string[];
}

/** Starts a server of its own, with a home of its own. */
export async function startServer({
  trust = true,
  settings = {},
  machine = {},
  neighbours = [],
}: Options = {}): Promise<Host> {
  const home = await scratch('server');
  const server = await installCodeServer();
  await prepareServer(server, { home: home.path, extensions: [vsix, ...neighbours], settings, machine });
  const served = await serveCodeServer(server, { home: home.path, trust });
  const browser = await launchChromium(join(home.path, 'chromium'));
  let folders = 0;
  return {
    async open(files, { displayLanguage } = {}) {
      folders += 1;
      const folder = join(home.path, `folder${folders}`);
      await mkdir(folder);
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const workbench = await Workbench.open(browser, served.open(folder), displayLanguage);
      return { workbench, read: (name) => readFile(join(folder, name), 'utf8') };
    },
    async loggedErrors() {
      const logs = join(home.path, 'data', 'logs');
      const names = (await readdir(logs, { recursive: true })).filter((name) => /Dockerfile Mentor\.log$/.test(name));
      expect(names).not.toEqual([]);
      const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
      return texts.flatMap((text) => text.split('\n')).filter((line) => /\[error\]/i.test(line));
    },
    async settings() {
      return JSON.parse(await readFile(join(home.path, 'data', 'User', 'settings.json'), 'utf8'));
    },
    async stop() {
      await browser.close();
      await served.stop();
      await home.remove();
    },
  };
}

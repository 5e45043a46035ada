/** Chromium, found on this machine and driven by playwright-core. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The Chromium to drive: `CHROMIUM_PATH`, else the first one on PATH or in its usual place; undefined when there is none. */
export function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...onPath, ...fixed].find((path) => path && existsSync(path));
}

/**
 * Opens a browser on a profile of its own below `folder`. Third-party cookies are allowed: VS Code's webviews are frames of another
 * origin and stay empty without.
 */
export async function launchChromium(folder, { locale = 'en-US', colorScheme = 'light' } = {}) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium on this machine (set CHROMIUM_PATH to one)');
  await mkdir(join(folder, 'Default'), { recursive: true });
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    locale,
    colorScheme,
    viewport: { width: 1400, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

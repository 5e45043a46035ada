/** VS Code desktop by `@vscode/test-electron`, where VS Code can be downloaded and there is a screen, real or virtual. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { cached } from './cache.mjs';
import { answers, start, until } from './child.mjs';

const releases = 'https://update.code.visualstudio.com/api/releases/stable';

/** Why the desktop cannot be run here; undefined when it can. */
export async function desktopIsMissing() {
  if (!(await answers(releases, 5000).catch(() => false))) return 'VS Code’s download server cannot be reached';
  if (needsScreen() && !hasXvfb()) return 'there is no screen (DISPLAY) and no Xvfb';
  return undefined;
}

/** Runs a suite in a fresh VS Code; rejects unless it ends with 0. */
export async function runDesktop({ extension, suite, folder, home, env }) {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: cached('vscode-desktop'),
    reporter: new SilentReporter(),
  });
  const screen = needsScreen() ? await startXvfb() : undefined;
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: { ...env, ...(screen ? { DISPLAY: screen.display } : {}) },
      launchArgs: [
        folder,
        ...['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
        ...[
          '--disable-workspace-trust',
          '--disable-telemetry',
          '--disable-updates',
          '--disable-gpu',
          '--no-sandbox',
          '--skip-welcome',
        ],
      ],
    });
  } finally {
    await screen?.stop();
  }
}

function needsScreen() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

function hasXvfb() {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')));
}

/** A virtual screen; it chooses a free number and prints it. */
async function startXvfb() {
  const child = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x900x24', '-nolisten', 'tcp']);
  const number = await until(() => /^\d+$/m.exec(child.output())?.[0], 'Xvfb', { child });
  return { display: `:${number}`, stop: child.stop };
}

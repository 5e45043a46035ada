/** The VS Code server (code-server): the newest engine, a Node extension host, and real installation of the packaged extension. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cached, fillOnce } from './cache.mjs';
import { answers, run, start, until } from './child.mjs';
import { freePort } from './port.mjs';

export const codeServerVersion = '4.139.1';
const nodeMajor = '24';

/** Settings that keep the workbench quiet, so that what a test looks for is on the screen. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'editor.accessibilitySupport': 'off',
  'git.enabled': false,
  'terminal.integrated.gpuAcceleration': 'off', // A terminal of elements, whose text can be read.
};

/** Installs code-server and the Node it wants into the cache (about 90 s, once). Rejects with the reason where that fails. */
export async function installCodeServer(say = () => {}) {
  const folder = cached('code-server', `${codeServerVersion}-node${nodeMajor}`);
  await fillOnce(folder, async (draft) => {
    say(`installing code-server ${codeServerVersion} into ${folder} (about 90 s, once)`);
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    const install = (what, env) =>
      run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', what], {
        cwd: draft,
        env,
        shell: process.platform === 'win32',
      });
    await writeFile(join(draft, 'package.json'), '{ "name": "hosts", "private": true }\n');
    await install(`node-${platform}-${process.arch}@${nodeMajor}`, process.env);
    const env = withNode(nodeBinary(draft), {
      npm_config_unsafe_perm: 'true',
      // The project's .npmrc switches scripts off, and npm hands that to every script it runs: on for this install.
      npm_config_ignore_scripts: 'false',
      // Native parts are built against the headers that came with this Node, and nothing is asked of nodejs.org.
      npm_config_nodedir: dirname(dirname(nodeBinary(draft))),
    });
    await install(`code-server@${codeServerVersion}`, env);
    if (!existsSync(entryPoint(draft))) throw new Error('code-server was installed without its entry point');
    await run(nodeBinary(draft), [entryPoint(draft), '--version'], { cwd: draft, env });
  });
  return { node: nodeBinary(folder), entry: entryPoint(folder) };
}

function nodeBinary(folder) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', name);
}

function entryPoint(folder) {
  return join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}

/** The environment with this Node first on PATH, and nothing of the npm that may have started us. */
function withNode(node, more = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VSCODE_|NODE_OPTIONS|NODE_ENV|VITEST)/i.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: dirname(node) + delimiter + process.env.PATH, ...more };
}

/** Installs .vsix files or writes settings of the user and of the machine below `home`, as the person who uses the server would. */
export async function prepareServer(server, { home, extensions, settings = {}, machine = {} }) {
  await mkdir(join(home, 'data', 'User'), { recursive: true });
  await writeFile(join(home, 'data', 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
  if (Object.keys(machine).length > 0) {
    await mkdir(join(home, 'data', 'Machine'), { recursive: true });
    await writeFile(join(home, 'data', 'Machine', 'settings.json'), JSON.stringify(machine));
  }
  const args = extensions.flatMap((file) => ['--install-extension', file]);
  return run(server.node, [server.entry, ...folders(home), ...args], { env: withNode(server.node), timeout: 180_000 });
}

function folders(home) {
  return [
    '--user-data-dir',
    join(home, 'data'),
    '--extensions-dir',
    join(home, 'extensions'),
    '--config',
    join(home, 'config.yaml'),
  ];
}

/** Serves the workbench of `home`; `trust: false` leaves Workspace Trust on, so that folders open in Restricted Mode. */
export async function serveCodeServer(server, { home, trust = true, env = {} }) {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'config.yaml'), 'auth: none\n');
  const port = await freePort(0, '127.0.0.1');
  const child = start(
    server.node,
    [
      server.entry,
      ...folders(home),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
      ...(trust ? ['--disable-workspace-trust'] : []),
    ],
    { env: withNode(server.node, env), cwd: home },
  );
  const url = `http://127.0.0.1:${port}/`;
  try {
    await until(() => answers(`${url}healthz`), 'code-server', { child });
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, open: (folder) => `${url}?folder=${encodeURI(folder)}`, stop: child.stop, output: child.output };
}

/**
 * `npm start`: builds the extension and opens VS Code for the Web on `examples/` with it, in the browser people use.
 * The newest VS Code where its download server is reached, else the copy from npm. `--no-open`, `--port NUMBER`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './hosts/child.mjs';
import { root } from './hosts/project.mjs';
import { newestIsReachable, serveWeb } from './hosts/web.mjs';

const { values } = parseArgs({
  options: { 'no-open': { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log('npm start -- [--no-open] [--port NUMBER]');
  process.exit(0);
}
const port = Number(values.port ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port}: a number from 0 to 65535, please`);
  process.exit(2);
}

console.log('Building the extension …');
await run(process.execPath, ['scripts/build.mjs'], { cwd: root });
console.log('Looking for the newest VS Code for the Web …');
const web = await serve(await newestIsReachable());
console.log(`\n  Dockerfile Mentor is open at ${web.url}\n`);
if (port !== 0 && new URL(web.url).port !== String(port)) console.log(`  (port ${port} is taken)`);
console.log('  The folder is examples/; what you change there stays in the browser. Ctrl+C ends it.');
if (!values['no-open']) openBrowser(web.url);
process.exitCode = await web.exited;

async function serve(newest) {
  const options = { extension: root, folder: join(root, 'examples'), port };
  if (newest) {
    try {
      console.log('Starting the newest VS Code for the Web (downloaded once per release) …');
      return await serveWeb({ ...options, newest });
    } catch (error) {
      console.log(`That did not work: ${error.message.split('\n')[0]}`);
    }
  } else console.log('Its download server cannot be reached.');
  console.log('Starting VS Code for the Web 1.91 from npm …');
  return serveWeb(options);
}

/** Opens the default browser; where there is none, the address above is enough. */
function openBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? [
    'xdg-open',
    url,
  ];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

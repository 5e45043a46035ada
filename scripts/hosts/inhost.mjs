/** Runs the suite of `client/test/host` inside each kind of extension host and returns what it reports. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { scratch } from './cache.mjs';
import { until } from './child.mjs';
import { launchChromium } from './chromium.mjs';
import { runDesktop } from './desktop.mjs';
import { manifest, root, vsix } from './project.mjs';
import { installCodeServer, prepareServer, serveCodeServer } from './server.mjs';
import { bundleSuite } from './suite.mjs';
import { serveWeb } from './web.mjs';

const patience = 900_000;

/** A folder to work in: a copy of the examples, which a suite may change. */
export async function copyExamples(home) {
  const folder = join(home, 'examples');
  await cp(join(root, 'examples'), folder, { recursive: true });
  return folder;
}

/** In the web worker of VS Code for the Web 1.91. `errors` is what our own code wrote to the page's console. */
export async function runInWeb() {
  const home = await scratch('web');
  const folder = await copyExamples(home.path);
  const web = await serveWeb({ extension: root, folder, tests: await bundleSuite() });
  const browser = await launchChromium(join(home.path, 'chromium'));
  try {
    const [page] = browser.pages();
    const errors = listenForErrors(page);
    let result;
    const exited = new Promise((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
      setTimeout(() => reject(new Error(`the suite did not end within ${patience / 1000} s`)), patience).unref();
    });
    await page.exposeFunction('codeAutomationLog', (_type, [text]) => {
      const [, json] = /^host-tests:(.+)$/s.exec(text) ?? [];
      if (json) result = JSON.parse(json);
    });
    await page.goto(web.url);
    const code = await exited;
    if (!result) throw new Error(`the suite ended with ${code} and without a result\n${errors.join('\n')}`);
    return { ...result, errors };
  } finally {
    await browser.close();
    await web.stop();
    await home.remove();
  }
}

/** In the Node extension host of the VS Code server, with the packaged extension installed beside a tiny one that runs the suite. */
export async function runInServer() {
  const home = await scratch('server');
  const server = await installCodeServer();
  const folder = await copyExamples(home.path);
  const runner = await packRunner(join(home.path, 'runner'));
  await prepareServer(server, { home: home.path, extensions: [vsix, runner] });
  const result = join(home.path, 'result.json');
  const served = await serveCodeServer(server, { home: home.path, env: { HOST_TESTS_RESULT: result } });
  const browser = await launchChromium(join(home.path, 'chromium'));
  try {
    const [page] = browser.pages();
    const errors = listenForErrors(page);
    await page.goto(served.open(folder));
    const text = await until(() => readFile(result, 'utf8'), 'the suite in the VS Code server', { timeout: patience });
    return { ...JSON.parse(text), errors };
  } finally {
    await browser.close();
    await served.stop();
    await home.remove();
  }
}

/** In VS Code desktop, the newest that can be downloaded. */
export async function runInDesktop() {
  const home = await scratch('desktop');
  try {
    const result = join(home.path, 'result.json');
    await runDesktop({
      extension: root,
      suite: await bundleSuite(),
      folder: await copyExamples(home.path),
      home: home.path,
      env: { HOST_TESTS_RESULT: result },
    });
    return { ...JSON.parse(await readFile(result, 'utf8')), errors: [] };
  } finally {
    await home.remove();
  }
}

/** Packs an extension that runs the suite as soon as the host has started; this server ignores `extensionTestsPath`. */
async function packRunner(folder) {
  await mkdir(folder);
  const description = {
    name: 'host-suite',
    publisher: manifest.publisher,
    version: '0.0.0',
    engines: manifest.engines,
    main: './main.js',
    activationEvents: ['onStartupFinished'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(description));
  await writeFile(join(folder, 'README.md'), 'Runs a suite inside the extension host.\n');
  await writeFile(
    join(folder, 'main.js'),
    "exports.activate = () => { require('./suite.js').run().catch(console.error); };\n",
  );
  await bundleSuite(join(folder, 'suite.js'));
  const packagePath = join(folder, 'runner.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}

const ours = /dockerfile ?-?mentor|devextensions\/dist/i;
const suite = /host-suite/;
const script = /dist(?:\/|%2F)(?:sidebar|client|server)[\w.]*\.js/i;

/** Collects what our extension writes to a page's console as errors, and every error that nobody caught. */
export function listenForErrors(page) {
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && ours.test(message.text()) && !suite.test(message.text()))
      errors.push(message.text());
  });
  page.on('pageerror', ({ stack = '' }) => {
    if (script.test(stack)) errors.push(`uncaught: ${stack}`);
  });
  return errors;
}

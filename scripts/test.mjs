/**
 * `npm test`: everything that can be tested on this machine, stage by stage. `npm test -- unit web` runs only those stages.
 * What cannot run here is named at the end, with the reason; with DOCKERFILE_MENTOR_FULL=1 (as in CI) it is a failure.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { show } from './hosts/child.mjs';
import { findChromium } from './hosts/chromium.mjs';
import { desktopIsMissing } from './hosts/desktop.mjs';
import { dockerIsMissing } from './hosts/docker.mjs';
import { results, root } from './hosts/project.mjs';
import { installCodeServer } from './hosts/server.mjs';
import { packVsix } from './package.mjs';

const chromiumIsMissing = async () => (findChromium() ? undefined : 'there is no Chromium (set CHROMIUM_PATH to one)');
const serverIsMissing = async () => {
  try {
    await installCodeServer((text) => console.log(text));
    return chromiumIsMissing();
  } catch (error) {
    return `code-server cannot be installed: ${error.message.split('\n')[0]}`;
  }
};

/** In this order. `missing` says why a stage cannot run here, `optional` that not even CI can promise it. */
const stages = [
  { name: 'check', title: 'Format, lint, types, generated files', run: () => script('check') },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
  { name: 'build', title: 'Build', run: () => node('scripts/build.mjs') },
  { name: 'package', title: 'Package, and what is inside', needs: ['build'], run: () => packAndTest() },
  {
    name: 'web',
    title: 'VS Code for the Web 1.91',
    needs: ['build'],
    missing: chromiumIsMissing,
    run: () => suites('web'),
  },
  {
    name: 'server',
    title: 'VS Code server with the package',
    needs: ['build', 'package'],
    missing: serverIsMissing,
    run: () => suites('server'),
  },
  {
    name: 'docker',
    title: 'Docker Engine, and the package beside it',
    needs: ['build', 'package'],
    missing: async () => (await dockerIsMissing()) ?? serverIsMissing(),
    run: () => suites('docker'),
  },
  {
    name: 'desktop',
    title: 'VS Code desktop',
    needs: ['build'],
    missing: desktopIsMissing,
    optional: true,
    run: () => suites('desktop'),
  },
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const full = process.env.DOCKERFILE_MENTOR_FULL === '1';
const total = { passed: 0, failed: 0, skipped: 0 };
const notRun = [];
const summary = [];
/** What failed, said again at the end: of a long run often only the end is kept. */
const failures = [];
await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

const wanted = (stage) =>
  chosen.length === 0 ||
  chosen.includes(stage.name) ||
  stages.some(({ name, needs }) => chosen.includes(name) && needs?.includes(stage.name));
for (const stage of stages.filter(wanted)) await runStage(stage);

console.log(`\n${'─'.repeat(72)}\n${summary.join('\n')}`);
if (notRun.length > 0) console.log(`\nNot run on this machine:\n${notRun.map((line) => `  ${line}`).join('\n')}`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(
  `\ntests: ${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runStage({ name, title, missing, optional, run: work }) {
  console.log(`\n━━ ${name}: ${title} ${'━'.repeat(Math.max(0, 66 - name.length - title.length))}`);
  const begin = performance.now();
  const reason = await missing?.();
  const { passed, failed, skipped } =
    reason === undefined ? await work() : { passed: 0, failed: full && !optional ? 1 : 0, skipped: 0 };
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const verdict = failed > 0 ? 'FAILED' : reason === undefined ? 'ok' : 'not run';
  if (reason !== undefined) notRun.push(`${name}: ${reason}`);
  const counts = passed + failed > 0 ? `, ${passed} passed, ${failed} failed` : '';
  summary.push(`${verdict.padEnd(8)}${name.padEnd(9)}${seconds.padStart(7)} s${counts}`);
  console.log(`── ${name}: ${verdict} in ${seconds} s${counts}${reason === undefined ? '' : `: ${reason}`}`);
}

/** A stage without tests of its own: it counts only when it fails. */
async function step(code) {
  return { passed: 0, failed: (await code) === 0 ? 0 : 1, skipped: 0 };
}

function node(...args) {
  return step(show(process.execPath, args, { cwd: root }));
}

function script(name) {
  return step(show('npm', ['run', '--silent', name], { cwd: root, shell: process.platform === 'win32' }));
}

async function packAndTest() {
  try {
    await packVsix();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return suites('package');
}

/** The suites of `client/test/<folder>`, each in the host it is about. */
function suites(folder) {
  return vitest(folder, '--config', 'client/test/hosts.config.mts', `client/test/${folder}/`);
}

/** Runs vitest, shows what it shows, and counts what it counted. */
async function vitest(name, ...args) {
  const file = join(results, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await show(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters], {
    cwd: root,
  });
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  failures.push(...failuresOf(name, report?.testResults ?? []));
  const passed = report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 0;
  // A file that could not even be loaded fails without having a test.
  const broken = code !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + broken, skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0) };
}

/** The failed tests of a vitest report, and the files that could not be loaded, each with the first lines of its reason. */
function failuresOf(stage, files) {
  const say = (title, reason) => `  ${stage}: ${title}\n${firstLines(reason, 8)}`;
  return files
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0) return [say(relative(root, name), message)];
      return failed.map((test) => say(`${relative(root, name)} > ${test.fullName}`, test.failureMessages.join('\n')));
    });
}

function firstLines(text, count) {
  const lines = stripVTControlCharacters(text).split('\n', count);
  return lines.map((line) => `    ${line.slice(0, 400)}`).join('\n');
}

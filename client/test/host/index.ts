/**
 * The suite that runs inside an extension host: VS Code for the Web, the VS Code server and VS Code desktop load this one bundle.
 * It uses mocha's browser build everywhere, because a web worker cannot load the other one.
 */
import * as vscode from 'vscode';
import { mocha } from './mocha.ts';
import type { HostResult } from './result.ts';
import './activation.ts';
import './hover.ts';
import './diagnostics.ts';
import './quickFix.ts';
import './completion.ts';

/** Runs every suite; rejects when a test failed, which is what VS Code turns into its exit code. */
export async function run(): Promise<void> {
  const tests: HostResult['tests'] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (test) => tests.push({ name: test.fullTitle() }));
    runner.on('fail', (test, error) => tests.push({ name: test.fullTitle(), failure: error.stack ?? String(error) }));
  });
  await report({ version: vscode.version, tests });
  const failures = tests.filter(({ failure }) => failure !== undefined);
  if (failures.length > 0) throw new Error(`${failures.length} tests failed`);
}

/** Tells the runner outside: through a file where there is a disk, else through the log that a page can hear. */
async function report(result: HostResult): Promise<void> {
  const text = JSON.stringify(result);
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const file = process?.env?.HOST_TESTS_RESULT;
  if (file) await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(text));
  else console.log(`host-tests:${text}`);
}

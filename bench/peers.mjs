// The language servers that are measured, each as the command that starts it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const tally = at('node_modules/@wharflab/tally-linux-x64/bin/tally');
const rcjsuen = at('node_modules/dockerfile-language-server-nodejs/bin/docker-langserver');

export const servers = [
  { name: 'ours', command: process.execPath, args: [at('../dist/server.js'), '--stdio'] },
  { name: 'rcjsuen', command: process.execPath, args: [rcjsuen, '--stdio'], file: rcjsuen },
  { name: 'tally', command: tally, args: ['lsp', '--stdio'], file: tally },
].filter(({ file }) => !file || existsSync(file));

export const linters = [
  {
    name: 'ours',
    command: process.execPath,
    args: (folder) => [
      at('../dist/cli.js'),
      'lint',
      '--preset',
      'all',
      '--fail-on',
      'never',
      '--format',
      'json',
      folder,
    ],
  },
  {
    name: 'tally',
    command: tally,
    args: (folder) => ['lint', '--format', 'json', '--slow-checks=off', '--fail-level', 'none', folder],
    file: tally,
  },
].filter(({ file }) => !file || existsSync(file));

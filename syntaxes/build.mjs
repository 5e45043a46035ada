// Writes syntaxes/dockerfile.tmLanguage.json from syntaxes/source; with --check it only says whether that is needed.

import { readFileSync, writeFileSync } from 'node:fs';
import { grammar } from './source/dockerfile.mjs';

const target = new URL('dockerfile.tmLanguage.json', import.meta.url);
const text = `${JSON.stringify(grammar(), null, 1)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('syntaxes/dockerfile.tmLanguage.json is not what syntaxes/source says: run `node syntaxes/build.mjs`.');
  process.exitCode = 1;
}

/** Where things are in this project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const vsix = join(root, `${manifest.name}-${manifest.version}.vsix`);
export const results = join(root, 'test-results');

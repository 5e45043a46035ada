import { join } from 'node:path';
import { loadScript } from './codecache.ts';
import type * as Program from './program.ts';

/** The language server as a Node program: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. Its code is in `program.js`. */
const { serveLanguage } = loadScript(join(__dirname, 'program.js'), 'server') as typeof Program;

void serveLanguage();

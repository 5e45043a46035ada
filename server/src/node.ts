import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadScript } from './codecache.ts';
import type * as Program from './program.ts';

// Functions are optimised when they have run more often than the V8 of Node 20 waits for: code that 200 rules share is
// otherwise optimised and thrown away again and again while the first hundred keys are typed. Later ones have a compiler
// in between, and no such flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=700000');

/** The language server as a Node program: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. Its code is in `program.js`. */
const { serveLanguage } = loadScript(join(__dirname, 'program.js'), 'server') as typeof Program;

void serveLanguage();

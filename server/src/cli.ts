import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { loadScript } from './codecache.ts';
import type * as Program from './program.ts';

/** The command line, and the threads that it starts. The code is in `program.js`. */
const { checkFiles, runCommandLine } = loadScript(join(__dirname, 'program.js'), 'cli') as typeof Program;

if (isMainThread) void runCommandLine(__filename);
else checkFiles();

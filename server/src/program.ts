import { main } from './cli/main.ts';
import { processIo } from './cli/process.ts';
import { runWorker } from './cli/worker.ts';
import { readDocs } from './nodehost.ts';

export { serveLanguage } from './cli/lsp.ts';

/** The command line of this process; `script` is what its workers are started with. */
export async function runCommandLine(script: string): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processIo(script));
}

/** A thread that checks files for the command line. */
export function checkFiles(): void {
  runWorker(readDocs);
}

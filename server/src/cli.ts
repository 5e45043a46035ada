import { isMainThread } from 'node:worker_threads';
import { main } from './cli/main.ts';
import { processIo } from './cli/process.ts';
import { runWorker } from './cli/worker.ts';
import { readDocs } from './nodehost.ts';

export { serveLanguage } from './cli/lsp.ts';

if (!isMainThread) runWorker(readDocs);
else if (require.main === module) {
  const io = processIo(__filename);
  main(process.argv.slice(2), io).then((status) => {
    process.exitCode = status;
  });
}

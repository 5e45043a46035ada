import { isMainThread } from 'node:worker_threads';
import { main } from './cli/main.ts';
import { processIo } from './cli/process.ts';
import { runWorker } from './cli/worker.ts';
import { readDocs } from './nodehost.ts';

if (isMainThread) {
  const io = processIo(__filename);
  main(process.argv.slice(2), io).then((status) => {
    process.exitCode = status;
  });
} else runWorker(readDocs);

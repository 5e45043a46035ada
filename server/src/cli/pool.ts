import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerData } from './worker.ts';

/** A worker needs this many files to be worth its start: it loads and warms up the whole program once more. */
const filesPerWorker = 500;
const mostWorkers = 8;
const batchSize = 32;

/** How many workers so many files are worth; 0 where one thread is as fast. */
export function worthwhileWorkers(files: number, cores = availableParallelism()): number {
  const count = Math.min(cores, mostWorkers, Math.floor(files / filesPerWorker));
  return count > 1 ? count : 0;
}

/** Has files checked by workers; `onAnswer` gets each batch's answer with the position of its first file. */
export async function checkInWorkers(
  script: string,
  data: WorkerData,
  paths: readonly string[],
  count: number,
  onAnswer: (first: number, answer: WorkerAnswer) => void,
): Promise<void> {
  let next = 0;
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let first = 0;
      const send = (): void => {
        first = next;
        next += batchSize;
        if (first < paths.length) worker.postMessage(paths.slice(first, next));
        else resolve();
      };
      worker.on('message', (answer: WorkerAnswer) => {
        onAnswer(first, answer);
        send();
      });
      worker.on('error', reject);
      send();
    });
  // Loaded here: most runs start no thread.
  const threads = process.getBuiltinModule('node:worker_threads');
  const workers = Array.from({ length: count }, () => new threads.Worker(script, { workerData: data }));
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

import type { DocsBundle, Locale } from '../docs/docs.ts';
import { type CheckOptions, checkFile, type FileReport } from './check.ts';
import { Project, type ProjectOptions } from './project.ts';

/** What a worker is started with. */
export interface WorkerData {
  readonly project: ProjectOptions;
  readonly check: CheckOptions;
}

/** What a worker says of the files that it was sent. */
export interface WorkerAnswer {
  readonly reports: readonly (FileReport | 'ignored' | undefined)[];
  readonly complaints: readonly string[];
}

/** The other end of the pool: checks the files that it is sent, a batch at a time. */
export function runWorker(loadDocs: (locale: Locale) => Promise<DocsBundle>): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { project: projectOptions, check } = workerData as WorkerData;
  const opened = Project.open(projectOptions, loadDocs);
  parentPort?.on('message', async (paths: readonly string[]) => {
    const project = await opened;
    const reports: WorkerAnswer['reports'][number][] = [];
    for (const path of paths) reports.push(await checkFile(project, path, check));
    const answer: WorkerAnswer = { reports, complaints: project.takeComplaints() };
    parentPort?.postMessage(answer);
  });
}

import * as l10n from '@vscode/l10n';
import { type Call, thresholds } from './arguments.ts';
import { type CheckOptions, checkFile, type FileReport } from './check.ts';
import { type Io, status } from './io.ts';
import { checkInWorkers, worthwhileWorkers } from './pool.ts';
import { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { githubReport } from './reports/github.ts';
import { jsonReport } from './reports/json.ts';
import type { ReportInput } from './reports/report.ts';
import { sarifReport } from './reports/sarif.ts';
import { textReport } from './reports/text.ts';
import { findTargets, sayIgnored, type Targets } from './targets.ts';
import { painter } from './terminal.ts';

type Outcome = FileReport | 'ignored' | undefined;

const reports: Readonly<Record<string, (input: ReportInput) => string>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

/** `lint`: reports what is wrong. */
export async function runLint(call: Call, project: Project, io: Io): Promise<number> {
  const format = call.value('format') ?? 'text';
  const targets = await findTargets(call, project, io);
  const failOn = thresholds.find((one) => one === call.value('fail-on'));
  const options: CheckOptions = { failOn, excerpts: format === 'text' };
  const { outcomes, complaints } = await checkAll(project, targets, options, io);
  project.speak();
  targets.paths.forEach((path, index) => {
    if (outcomes[index] === 'ignored' && targets.named.has(path)) sayIgnored(path, project, io);
  });
  const files = outcomes.filter((outcome) => typeof outcome === 'object');
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const input = { files, complaints, cwd: io.cwd, docs: project.service.docs, paint: painter(io.out, io.env) };
  io.out.write(reports[format]?.(input) ?? '');
  for (const complaint of complaints) io.err.write(`${complaint}\n`);
  if (complaints.length > 0) return status.unusable;
  return files.some(({ fails }) => fails) ? status.found : status.clean;
}

/** Checks every target: here, or in workers where there are enough of them. */
async function checkAll(
  project: Project,
  targets: Targets,
  options: CheckOptions,
  io: Io,
): Promise<{ outcomes: readonly Outcome[]; complaints: readonly string[] }> {
  const { paths, stdin } = targets;
  const total = paths.length;
  const outcomes: Outcome[] = new Array(total);
  const complaints = new Set(project.takeComplaints());
  const progress = new Progress(io.err, (done) => l10n.t('Checking {done} of {total} …', { done, total }));
  const workers = io.workerScript && !stdin ? worthwhileWorkers(total) : 0;
  if (io.workerScript && workers > 0) {
    let done = 0;
    await checkInWorkers(
      io.workerScript,
      { project: project.options, check: options },
      paths,
      workers,
      (first, answer) => {
        for (const [index, report] of answer.reports.entries()) outcomes[first + index] = report;
        for (const complaint of answer.complaints) complaints.add(complaint);
        done += answer.reports.length;
        progress.update(done);
      },
    );
  } else {
    for (const [index, path] of paths.entries()) {
      outcomes[index] = await checkFile(project, path, options, stdin);
      progress.update(index);
    }
    for (const complaint of project.takeComplaints()) complaints.add(complaint);
  }
  progress.end();
  return { outcomes, complaints: [...complaints] };
}

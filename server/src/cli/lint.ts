import { dirname, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Severity } from '../lint/rule.ts';
import { type RuleSetting } from '../lint/presets.ts';
import { nearest } from '../lint/nearest.ts';
import { ruleNames } from '../lint/names.ts';
import { rules } from '../rules/index.ts';
import { ruleStates } from '../settings.ts';
import type { Call } from './arguments.ts';
import { type CheckOptions, checkFile, type FileReport } from './check.ts';
import { CallError, type Io, status } from './io.ts';
import { checkInWorkers, worthwhileWorkers } from './pool.ts';
import { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { githubReport } from './reports/github.ts';
import { jsonReport } from './reports/json.ts';
import type { ReportInput } from './reports/report.ts';
import { sarifReport } from './reports/sarif.ts';
import { textReport } from './reports/text.ts';
import type { Targets } from './targets.ts';
import { painter } from './terminal.ts';

const reports: Readonly<Record<string, (input: ReportInput) => string>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

/** `lint`: reports what is wrong. */
export async function runLint(call: Call, project: Project, targets: Targets, io: Io): Promise<number> {
}

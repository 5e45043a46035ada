import type { Range } from 'vscode-languageserver-types';
import type { Source } from '../dockerfile/source.ts';
import type { Finding } from '../lint/lint.ts';
import type { Category, Severity } from '../lint/rule.ts';
import { Service } from '../service.ts';
import { severities } from '../settings.ts';
import type { Project } from './project.ts';
import { type ReadText, readText, type Unreadable } from './reading.ts';

/** A finding as the reports show it. Its shape is that of `--format json`, but for the excerpt. */
export interface ReportedDiagnostic {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly fix: 'safe' | 'unsafe' | null;
  readonly url: string;
  readonly excerpt?: Excerpt;
}

/** The line that a finding begins on, or its part around the finding. */
export interface Excerpt {
  readonly before: string;
  /** What the finding is about. */
  readonly marked: string;
  readonly after: string;
}

/** What was found in one file. Plain data: it comes from a worker, too. */
export interface FileReport {
  readonly path: string;
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** Whether something is as bad as `--fail-on` says. */
  readonly fails: boolean;
}

/** How files are checked. Can be sent to a worker. */
export interface CheckOptions {
  readonly failOn?: Severity | 'never' | undefined;
  readonly excerpts: boolean;
}

/**
 * Checks one file. `ignored`: the configuration leaves it out. Undefined: it could not be read; the project knows
 * why. `given` is its text where that does not come from the disk.
 */
export async function checkFile(
  project: Project,
  path: string,
  options: CheckOptions,
  given?: ReadText | Unreadable,
): Promise<FileReport | 'ignored' | undefined> {
  const { service, settings, inputs, context, ignored } = await project.setup(path);
  if (ignored) return 'ignored';
  project.speak();
  const read = given ?? readText(path);
  if ('reason' in read) {
    project.complain(path, read.reason);
    return undefined;
  }
  const file = Service.parse(read.text);
  await service.look(file, settings, context);
  const findings = service.lint(file, settings, inputs);
  const threshold = options.failOn ?? settings.failOn ?? 'warning';
  return {
    path: project.displayName(path),
    diagnostics: findings.map((finding) => ({
      ...toReported(finding, service.ruleUrl(finding.rule.id)),
      ...(options.excerpts && { excerpt: excerptOf(file.source, finding.range) }),
    })),
    fails: findings.some(({ severity }) => isAtLeast(severity, threshold)),
  };
}

function toReported(finding: Finding, url: string): ReportedDiagnostic {
  const { rule, severity, message, range, fixes } = finding;
  return {
    rule: rule.id,
    aliases: rule.aliases ?? [],
    category: rule.category,
    severity,
    message,
    range,
    fix: fixes?.some(({ safe }) => safe) ? 'safe' : fixes && fixes.length > 0 ? 'unsafe' : null,
    url,
  };
}

function isAtLeast(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** How much of a long line is shown. */
const widest = { before: 80, total: 200 } as const;

function excerptOf(source: Source, range: Range): Excerpt {
  const start = source.offsetAt(range.start);
  const line = source.lineAt(start);
  const [lineStart, lineEnd] = [source.lineStart(line), source.lineEnd(line)];
  const end = Math.min(Math.max(source.offsetAt(range.end), start), lineEnd);
  const isLong = lineEnd - lineStart > widest.total;
  const from = isLong ? Math.max(lineStart, start - widest.before) : lineStart;
  const to = isLong ? Math.min(lineEnd, from + widest.total) : lineEnd;
  const text = (a: number, b: number): string => source.text.slice(a, Math.max(a, b));
  return {
    before: `${from > lineStart ? '…' : ''}${text(from, start)}`,
    marked: text(start, Math.min(end, to)),
    after: `${text(Math.max(end, start), to)}${to < lineEnd ? '…' : ''}`,
  };
}

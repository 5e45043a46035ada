import type { ReportInput } from './report.ts';

/** The report of `--format json`, as the contract fixes it. */
export function jsonReport({ files }: ReportInput): string {
  const version = 1;
  const plain = files.map(({ path, diagnostics }) => ({
    path,
    diagnostics: diagnostics.map(({ rule, aliases, category, severity, message, range, fix, url }) => ({
      rule,
      aliases,
      category,
      severity,
      message,
      range,
      fix,
      url,
    })),
  }));
  return `${JSON.stringify({ version, files: plain })}\n`;
}

import type { Severity } from '../../lint/rule.ts';
import type { ReportInput } from './report.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Annotations for GitHub Actions: workflow commands, a line each. Columns are only allowed within one line. */
export function githubReport({ files }: ReportInput): string {
  let out = '';
  for (const { path, diagnostics } of files) {
    for (const { rule, severity, message, range } of diagnostics) {
      const { start, end } = range;
      const properties: [string, string | number][] = [
        ['file', path],
        ['line', start.line + 1],
        ['endLine', end.line + 1],
        ...(start.line === end.line
          ? ([
              ['col', start.character + 1],
              ['endColumn', end.character + 1],
            ] as [string, number][])
          : []),
        ['title', `dockerfile-mentor: ${rule}`],
      ];
      const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
      out += `::${commands[severity]} ${list}::${escapeData(message)}\n`;
    }
  }
  return out;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

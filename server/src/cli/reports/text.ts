import * as l10n from '@vscode/l10n';
import type { Severity } from '../../lint/rule.ts';
import { severityWord } from '../../lint/severity.ts';
import { severities } from '../../settings.ts';
import type { FileReport, ReportedDiagnostic } from '../check.ts';
import { columnsOf, type Paint, type Style, visible } from '../terminal.ts';
import type { ReportInput } from './report.ts';

const colours: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** The report for people: each finding with its line of the source, and a last line that sums up. */
export function textReport({ files, paint }: ReportInput): string {
  const parts: string[] = [];
  for (const { path, diagnostics } of files) {
    for (const diagnostic of diagnostics) parts.push(entry(path, diagnostic, paint));
  }
  return `${[...parts, summary(files, paint)].join('\n')}\n`;
}

function entry(path: string, diagnostic: ReportedDiagnostic, paint: Paint): string {
  const { rule, aliases, severity, message, range, fix } = diagnostic;
  const place = `${visible(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  const names = aliases.length > 0 ? `${rule} ${aliases.join(' ')}` : rule;
  const mended = fix === 'safe' ? ` ${l10n.t('(can be fixed)')}` : '';
  const head = `${paint(place, 'bold')} ${paint(severityWord(severity), colours[severity], 'bold')} ${visible(message)} ${paint(`[${names}]${mended}`, 'dim')}`;
  return `${head}\n${source(diagnostic, paint)}`;
}

/** The line of the source with the place underlined; empty lines have nothing to show but their number. */
function source({ range, excerpt, severity }: ReportedDiagnostic, paint: Paint): string {
  if (!excerpt) return '';
  const number = String(range.start.line + 1);
  const before = visible(excerpt.before);
  const marked = visible(excerpt.marked);
  const line = `${before}${marked}${visible(excerpt.after)}`;
  const padding = before.replace(/[^\t]+/g, (text) => ' '.repeat(columnsOf(text)));
  const carets = '^'.repeat(Math.max(columnsOf(marked.trimEnd()), 1));
  const gutter = (text: string): string => paint(`${text.padStart(number.length + 2)} |`, 'dim');
  return [
    `${gutter(number)} ${line}`.trimEnd(),
    `${gutter('')} ${padding}${paint(carets, colours[severity])}`,
    '',
  ].join('\n');
}

function summary(files: readonly FileReport[], paint: Paint): string {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const count = (severity: Severity): number => all.filter((one) => one.severity === severity).length;
  const hints = count('hint');
  const findings = all.length - hints;
  const checked =
    files.length === 1 ? l10n.t('1 file checked') : l10n.t('{count} files checked', { count: files.length });
  const counts = severities.filter((severity) => severity !== 'hint' && count(severity) > 0);
  const found =
    findings === 0
      ? l10n.t('no findings')
      : findings === 1
        ? l10n.t('1 finding')
        : l10n.t('{count} findings', { count: findings });
  const list = counts.map((severity) => `${severityWord(severity)} ${count(severity)}`).join(', ');
  const result = paint(
    l10n.t('{files}: {findings}', { files: checked, findings: found }),
    findings === 0 ? 'green' : 'bold',
  );
  const detail = list === '' ? result : l10n.t('{findings} ({list})', { findings: result, list });
  const besides =
    hints === 0 ? '' : hints === 1 ? l10n.t(', and 1 hint') : l10n.t(', and {count} hints', { count: hints });
  const safe = all.filter(({ fix }) => fix === 'safe').length;
  const lines = [`${detail}${besides}`];
  if (safe > 0) {
    lines.push(
      l10n.t('`{command}` mends what can be fixed safely: {count}', { command: 'dockerfile-mentor fix', count: safe }),
    );
  }
  return lines.join('\n');
}

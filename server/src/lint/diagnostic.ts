import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding } from './lint.ts';
import type { Severity } from './rule.ts';

const lspSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The page of a rule on the web. `base` is `homepage` of `package.json`. */
export function ruleUrl(base: string, ruleId: string, locale: string): string {
  return `${base}/blob/main/docs/${locale}/rules/${ruleId}.md`;
}

/** A finding as the editor shows it (LSP `Diagnostic`). */
export function toDiagnostic(finding: Finding, uri: string, href: string): Diagnostic {
  const tags = finding.tags?.map((tag) =>
    tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary,
  );
  return {
    range: finding.range,
    severity: lspSeverity[finding.severity],
    code: finding.rule.id,
    codeDescription: { href },
    source: 'dockerfile-mentor',
    message: finding.message,
    ...(tags && { tags }),
    ...(finding.related && {
      relatedInformation: finding.related.map(({ range, message }) => ({ location: { uri, range }, message })),
    }),
  };
}

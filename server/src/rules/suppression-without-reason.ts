import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { readSuppressions, type Suppression } from '../lint/ignore.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'suppression-without-reason',
  category: 'maintainability',
  severity: 'info',
  recommended: false,

  *check(file) {
    for (const suppression of readSuppressions(file)) {
      if (suppression.inert || suppression.reason || isExplainedAbove(file, suppression)) continue;
      yield {
        range: suppression.span.range,
        message: l10n.t('This says what is ignored but not why, so nobody will know when it can go.'),
      };
    }
  },
};

export default rule;

/** The line above is a comment that itself silences nothing. A directive can have its reason nowhere else. */
function isExplainedAbove(file: Dockerfile, { span, isDirective }: Suppression): boolean {
  if (isDirective) return true;
  const line = file.source.lineAt(span.start);
  const above = line > 0 ? file.source.lineText(line - 1) : '';
  if (!/^[ \t]*#+[ \t]*[^#\s]/.test(above) || line <= file.directives.length) return false;
  const isSuppression = readSuppressions(file).some((one) => file.source.lineAt(one.span.start) === line - 1);
  return !isSuppression;
}

import * as l10n from '@vscode/l10n';
import type { Severity } from './rule.ts';

/** A severity in the reader's language. */
export function severityWord(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('info');
    case 'hint':
      return l10n.t('hint');
  }
}

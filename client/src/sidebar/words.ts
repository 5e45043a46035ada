import * as l10n from '@vscode/l10n';
import type { Words } from './messages.ts';

export function sidebarWords(home: string): Words {
  return {
    back: l10n.t('Back'),
    home,
    pages: l10n.t('Pages'),
    onThisPage: l10n.t('On this page'),
    copy: l10n.t('Copy'),
    copied: l10n.t('Copied'),
    type: l10n.t('Type into the terminal without running it'),
    code: l10n.t('Code'),
    loading: l10n.t('Loading…'),
    restart: l10n.t('Restart'),
  };
}

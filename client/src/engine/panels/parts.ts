/** What the items of volumes and of networks have in common. */
import * as l10n from '@vscode/l10n';
import type { EngineButton } from '../../sidebar/enginePanel.ts';
import { codes } from '../sentences.ts';
import type { Labels } from '../snapshot.ts';

/** Who reads, and when: ages are told in their words. */
export interface Reader {
  readonly locale: string;
  readonly now: number;
}

export function labelDetails(name: string, labels: Labels): [string, string][] {
  const entries = Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return entries.length === 0 ? [] : [[name, codes(entries)]];
}

export function stateText(running: boolean): string {
  return running ? l10n.t('running') : l10n.t('stopped');
}

export function button(action: EngineButton['action'], label: string): EngineButton {
  return { action, label };
}

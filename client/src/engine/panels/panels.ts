/** What the views show of an engine: its state in, words and verdicts out. Pure, so that a thousand volumes can be timed. */
import * as l10n from '@vscode/l10n';
import type { EnginePanel } from '../../sidebar/enginePanel.ts';
import type { EngineState } from '../live.ts';
import { networkFacts } from '../networks.ts';
import { sizeText, troubleSentence } from '../sentences.ts';
import { type VolumeFacts, volumeFacts } from '../volumes.ts';
import { networkItem } from './networkItem.ts';
import { button, type Reader } from './parts.ts';
import { reachPanel } from './reach.ts';
import { volumeItem } from './volumeItem.ts';

export function volumesPanel(state: EngineState, reader: Reader): EnginePanel {
  if (state.kind !== 'ready') return withoutEngine(state);
  const facts = volumeFacts(state.snapshot);
  const unused = facts.filter(({ verdict }) => verdict !== 'used');
  return {
    ...heading(),
    state: 'ready',
    text: `${engineSentence(state)} ${volumesSentence(facts, unused)}`,
    buttons: [
      button('create', l10n.t('New volume…')),
      ...(unused.length > 0 ? [button('prune', l10n.t('Clean up…'))] : []),
      button('refresh', l10n.t('Refresh')),
    ],
    items: facts.map((one) => volumeItem(one, reader)),
  };
}

export function networksPanel(state: EngineState, reader: Reader): EnginePanel {
  if (state.kind !== 'ready') return withoutEngine(state);
  const facts = networkFacts(state.snapshot);
  const unused = facts.filter(({ verdict }) => verdict === 'safe');
  const count = facts.length;
  return {
    ...heading(),
    state: 'ready',
    text: `${engineSentence(state)} ${count === 1 ? l10n.t('It has 1 network.') : l10n.t('It has {count} networks.', { count })}`,
    buttons: [
      button('create', l10n.t('New network…')),
      ...(unused.length > 0 ? [button('prune', l10n.t('Clean up…'))] : []),
      button('refresh', l10n.t('Refresh')),
    ],
    items: facts.map((one) => networkItem(one, reader)),
    reach: reachPanel(state.snapshot),
  };
}

function heading(): Pick<EnginePanel, 'title' | 'filter'> {
  return { title: l10n.t('On this machine'), filter: l10n.t('Filter by name, container or project') };
}

function withoutEngine(state: Exclude<EngineState, { kind: 'ready' }>): EnginePanel {
  const trouble = state.kind === 'trouble';
  // Where no engine can be, none can be asked again.
  const final = trouble && (state.trouble.code === 'browser' || state.trouble.code === 'untrusted');
  return {
    ...heading(),
    state: trouble ? 'trouble' : 'busy',
    text: trouble ? troubleSentence(state.trouble) : l10n.t('Asking the Docker Engine…'),
    buttons: trouble && !final ? [button('refresh', l10n.t('Try again'))] : [],
    items: [],
  };
}

function engineSentence({ name }: Extract<EngineState, { kind: 'ready' }>): string {
  return l10n.t('{product} {version} at `{address}`.', {
    product: name.product,
    version: name.version,
    address: name.address,
  });
}

function volumesSentence(all: readonly VolumeFacts[], unused: readonly VolumeFacts[]): string {
  if (all.length === 0) return l10n.t('It has no volumes yet.');
  const size = unused.reduce((sum, { volume }) => sum + (volume.size ?? 0), 0);
  const count = all.length;
  const have = count === 1 ? l10n.t('It has 1 volume.') : l10n.t('It has {count} volumes.', { count });
  if (unused.length === 0) return have;
  return `${have} ${l10n.t('Used by no container: {count}, with {size}.', { count: unused.length, size: sizeText(size) })}`;
}

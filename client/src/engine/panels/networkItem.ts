import * as l10n from '@vscode/l10n';
import type { EngineItem } from '../../sidebar/enginePanel.ts';
import type { NetworkFacts } from '../networks.ts';
import { ageText, codes, networkMeaning } from '../sentences.ts';
import { button, labelDetails, type Reader, stateText } from './parts.ts';

/** A network as the view lists it. */
export function networkItem(facts: NetworkFacts, reader: Reader): EngineItem {
  const { network, members, verdict } = facts;
  const words = { used: l10n.t('in use'), safe: l10n.t('safe to delete'), builtin: l10n.t('built in') };
  return {
    id: network.name,
    brief: [
      network.driver,
      ...network.subnets.map(({ subnet }) => subnet),
      ...(facts.project === undefined ? [] : [`Compose: ${facts.project}`]),
      members.length === 1 ? l10n.t('1 container') : l10n.t('{count} containers', { count: members.length }),
    ].join(' · '),
    verdict: { text: words[verdict], tone: verdict === 'used' ? 'good' : 'plain' },
    reasons: [networkMeaning(network), networkReason(facts)],
    facts: networkDetails(facts, reader),
    ...(members.length === 0 ? {} : { table: membersTable(facts) }),
    buttons: [
      button('inspect', l10n.t('Inspect as JSON')),
      ...(verdict === 'safe' ? [button('remove', l10n.t('Delete…'))] : []),
    ],
  };
}

function networkReason({ verdict }: NetworkFacts): string {
  switch (verdict) {
    case 'builtin':
      return l10n.t('The engine makes it by itself and does not let it go.');
    case 'safe':
      return l10n.t(
        'No container is on it, running or stopped. A network holds no data, and is made again at any time.',
      );
    case 'used':
      return l10n.t('Containers are on it. Those that are stopped would not start again without it.');
  }
}

function networkDetails({ network, project }: NetworkFacts, { locale, now }: Reader): [string, string][] {
  const scope = network.scope === 'swarm' ? l10n.t('all machines of the swarm') : l10n.t('this machine');
  const details: [string, string][] = [
    [l10n.t('Driver'), codes([network.driver])],
    [l10n.t('Reaches over'), scope],
  ];
  const gateways = network.subnets.flatMap(({ gateway }) => (gateway === undefined ? [] : [gateway]));
  if (network.subnets.length > 0) details.push([l10n.t('Subnets'), codes(network.subnets.map(({ subnet }) => subnet))]);
  if (gateways.length > 0) details.push([l10n.t('Gateway'), codes(gateways)]);
  if (network.created !== undefined) details.push([l10n.t('Created'), ageText(network.created, now, locale)]);
  if (project !== undefined) details.push([l10n.t('Made by'), l10n.t('the Compose project `{project}`', { project })]);
  return [
    ...details,
    ...labelDetails(l10n.t('Options'), network.options),
    ...labelDetails(l10n.t('Labels'), network.labels),
  ];
}

function membersTable({ members }: NetworkFacts): NonNullable<EngineItem['table']> {
  return {
    caption: l10n.t('Containers on it'),
    head: [l10n.t('Container'), l10n.t('Address'), l10n.t('Found as'), l10n.t('State')],
    rows: members.map(({ container, address, names, running }) => [
      codes([container]),
      address === '' ? l10n.t('none') : codes([address]),
      names.length === 0 ? l10n.t('its address only') : codes(names),
      stateText(running),
    ]),
  };
}

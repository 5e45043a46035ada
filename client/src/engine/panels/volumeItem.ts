import * as l10n from '@vscode/l10n';
import type { EngineItem } from '../../sidebar/enginePanel.ts';
import { ageText, codes, sizeText, volumeReason, volumeVerdict } from '../sentences.ts';
import type { VolumeFacts } from '../volumes.ts';
import { button, labelDetails, type Reader, stateText } from './parts.ts';

/** A volume as the view lists it. */
export function volumeItem(facts: VolumeFacts, reader: Reader): EngineItem {
  const { volume, verdict } = facts;
  const removable = verdict === 'used' ? [] : [button('remove', l10n.t('Delete…'))];
  return {
    id: volume.name,
    brief: volumeBrief(facts, reader),
    verdict: { text: volumeVerdict(facts), tone: verdict === 'safe' ? 'plain' : verdict === 'used' ? 'good' : 'fair' },
    reasons: facts.reasons.map(volumeReason),
    facts: volumeDetails(facts, reader),
    ...(facts.uses.length === 0 ? {} : { table: usesTable(facts) }),
    buttons: [button('inspect', l10n.t('Inspect as JSON')), ...removable],
  };
}

function volumeBrief({ volume, anonymous, origin }: VolumeFacts, { locale, now }: Reader): string {
  return [
    anonymous ? l10n.t('anonymous') : l10n.t('named'),
    ...(volume.driver === 'local' ? [] : [volume.driver]),
    ...(origin?.by === 'compose' ? [`Compose: ${origin.project}`] : []),
    ...(volume.size === undefined ? [] : [sizeText(volume.size)]),
    ...(volume.created === undefined ? [] : [ageText(volume.created, now, locale)]),
  ].join(' · ');
}

function volumeDetails({ volume, origin }: VolumeFacts, { locale, now }: Reader): [string, string][] {
  const details: [string, string][] = [
    [l10n.t('Driver'), codes([volume.driver])],
    [l10n.t('Size'), volume.size === undefined ? l10n.t('not known yet') : sizeText(volume.size)],
  ];
  if (volume.created !== undefined) details.push([l10n.t('Created'), ageText(volume.created, now, locale)]);
  if (origin !== undefined) details.push([l10n.t('Made by'), originText(origin)]);
  if (volume.mountpoint !== '') details.push([l10n.t('Where the engine keeps it'), codes([volume.mountpoint])]);
  return [
    ...details,
    ...labelDetails(l10n.t('Options'), volume.options),
    ...labelDetails(l10n.t('Labels'), volume.labels),
  ];
}

function originText(origin: NonNullable<VolumeFacts['origin']>): string {
  return origin.by === 'compose'
    ? l10n.t('the Compose project `{project}`, as its volume `{volume}`', {
        project: origin.project,
        volume: origin.volume,
      })
    : l10n.t('`VOLUME {path}` in the image `{image}`', { path: origin.path, image: origin.image });
}

function usesTable({ uses }: VolumeFacts): NonNullable<EngineItem['table']> {
  return {
    caption: l10n.t('Mounted in'),
    head: [l10n.t('Container'), l10n.t('Path'), l10n.t('Access'), l10n.t('State')],
    rows: uses.map(({ container, target, writable, running }) => [
      codes([container]),
      codes([target]),
      writable ? l10n.t('reads and writes') : l10n.t('reads only'),
      stateText(running),
    ]),
  };
}

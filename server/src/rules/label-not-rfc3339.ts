import * as l10n from '@vscode/l10n';
import { type LabelOptions, schemaOption, wrongLabels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-rfc3339',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3053'],
  options: schemaOption({ 'org.opencontainers.image.created': 'rfc3339' }),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'rfc3339', (value, { key }) =>
      isTimestamp(value)
        ? undefined
        : {
            message: l10n.t('The label `{name}` must be a time by RFC 3339, such as `2026-01-31T12:00:00Z`.', {
              name: key ?? '',
            }),
          },
    );
  },
};

export default rule;

/** `date-time` of RFC 3339; a minute may have a leap second. */
function isTimestamp(text: string): boolean {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(text)?.slice(1) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match.map(
    (digits) => Number(digits ?? 0),
  );
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDate && hour < 24 && minute < 60 && second <= 60 && zoneHour < 24 && zoneMinute < 60;
}

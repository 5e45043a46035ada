import * as l10n from '@vscode/l10n';
import { type LabelOptions, schemaOption, wrongLabels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-url',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3052'],
  options: schemaOption({
    'org.opencontainers.image.url': 'url',
    'org.opencontainers.image.documentation': 'url',
    'org.opencontainers.image.source': 'url',
  }),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'url', (value, { key }) =>
      isUrl(value)
        ? undefined
        : {
            message: l10n.t('The label `{name}` must be a URL with its scheme, such as `https://…`.', {
              name: key ?? '',
            }),
          },
    );
  },
};

export default rule;

/** An absolute URI (RFC 3986); one of the web needs a host. */
function isUrl(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(text)) return false;
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return false;
  return !/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text);
}

import * as l10n from '@vscode/l10n';
import { type LabelOptions, schemaOption, wrongLabels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-email',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3058'],
  options: schemaOption(),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'email', (value, { key }) =>
      isAddress(value)
        ? undefined
        : { message: l10n.t('The label `{name}` must be an e-mail address, and nothing else.', { name: key ?? '' }) },
    );
  },
};

export default rule;

/** `addr-spec` of RFC 5322: no name, no angle brackets. */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  const isLocal =
    local.split('.').every((part) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(part)) || /^"(?:[^"\\]|\\.)*"$/.test(local);
  const isDomain =
    domain.split('.').every((part) => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(part)) ||
    /^\[[\w.:-]+\]$/.test(domain);
  return at > 0 && isLocal && isDomain;
}

import * as l10n from '@vscode/l10n';
import { listNames, packageCalls, unpinnedRpms } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'dnf-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3041'],
  presets: { hadolint: { severity: 'warning' } },

  *check(file) {
    for (const call of packageCalls(file, 'dnf', 'microdnf')) {
      const unpinned = unpinnedRpms(call);
      if (!unpinned[0]) continue;
      yield {
        range: unpinned[0].range,
        message: l10n.t('No version is given for {names}: each build installs what the mirror has at that moment.', {
          names: listNames(unpinned),
        }),
      };
    }
  },
};

export default rule;

import { packageCalls, unpinnedRpms, withoutVersion } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'dnf-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3041'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'dnf', 'microdnf')) {
      yield* withoutVersion(unpinnedRpms(call));
    }
  },
};

export default rule;

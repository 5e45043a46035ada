import { packageCalls, unpinnedRpms, withoutVersion } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'yum-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3033'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'yum')) {
      yield* withoutVersion(unpinnedRpms(call));
    }
  },
};

export default rule;

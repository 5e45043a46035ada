import * as l10n from '@vscode/l10n';
import { packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'zypper-dist-upgrade',
  category: 'reproducibility',
  severity: 'info',
  recommended: true,
  aliases: ['DL3035'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { verb } of packageCalls(file, 'zypper')) {
      if (verb?.text !== 'dist-upgrade' && verb?.text !== 'dup') continue;
      yield {
        range: verb.range,
        message: l10n.t(
          '`zypper {verb}` makes the packages those of the repositories today, also by downgrading and removing: a newer base image does that in a way that can be repeated.',
          { verb: verb.text },
        ),
      };
    }
  },
};

export default rule;

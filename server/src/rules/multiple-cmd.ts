import * as l10n from '@vscode/l10n';
import { type OverriddenOptions, overriddenOptions, overriddenProblems } from '../lint/overridden.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<OverriddenOptions> = {
  id: 'multiple-cmd',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['MultipleInstructionsDisallowed', 'DL4003'],
  presets: { hadolint: { severity: 'warning', options: { later: true } }, buildkit: { severity: 'warning' } },
  options: overriddenOptions,

  *check(file, { options }) {
    yield* overriddenProblems(file, 'CMD', options, () =>
      l10n.t('This CMD has no effect: only the last CMD of a stage counts, and another one follows.'),
    );
  },
};

export default rule;

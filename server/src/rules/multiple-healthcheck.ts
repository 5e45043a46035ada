import * as l10n from '@vscode/l10n';
import { type OverriddenOptions, overriddenOptions, overriddenProblems } from '../lint/overridden.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<OverriddenOptions> = {
  id: 'multiple-healthcheck',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['MultipleInstructionsDisallowed', 'DL3012'],
  presets: { hadolint: { severity: 'error', options: { later: true } }, buildkit: { severity: 'warning' } },
  options: overriddenOptions,

  *check(file, { options }) {
    yield* overriddenProblems(file, 'HEALTHCHECK', options, () =>
      l10n.t('This HEALTHCHECK has no effect: only the last HEALTHCHECK of a stage counts, and another one follows.'),
    );
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { overriddenProblems } from '../lint/overridden.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'multiple-cmd',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['MultipleInstructionsDisallowed', 'DL4003'],
  presets: { hadolint: { severity: 'warning' }, buildkit: { severity: 'warning' } },

  *check(file) {
    yield* overriddenProblems(file, 'CMD', () =>
      l10n.t('This CMD has no effect: only the last CMD of a stage counts, and another one follows.'),
    );
  },
};

export default rule;

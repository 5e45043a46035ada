import * as l10n from '@vscode/l10n';
import { overriddenProblems } from '../lint/overridden.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'multiple-healthcheck',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['MultipleInstructionsDisallowed', 'DL3012'],
  presets: { hadolint: { severity: 'error' }, buildkit: { severity: 'warning' } },

  *check(file) {
    yield* overriddenProblems(file, 'HEALTHCHECK', () =>
      l10n.t('This HEALTHCHECK has no effect: only the last HEALTHCHECK of a stage counts, and another one follows.'),
    );
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import { overriddenProblems } from '../lint/overridden.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'multiple-entrypoint',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['MultipleInstructionsDisallowed', 'DL4004'],
  presets: { hadolint: { severity: 'error' }, buildkit: { severity: 'warning' } },

  *check(file) {
    yield* overriddenProblems(file, 'ENTRYPOINT', () =>
      l10n.t('This ENTRYPOINT has no effect: only the last ENTRYPOINT of a stage counts, and another one follows.'),
    );
  },
};

export default rule;

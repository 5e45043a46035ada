import * as l10n from '@vscode/l10n';
import { expandedVariables } from '../dockerfile/expansion.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'unsupported-variable-modifier',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of file.instructions) {
      for (const { error, word, modifier } of expandedVariables(instruction)) {
        if (error !== 'unknown-modifier') continue;
        yield {
          range: word.range,
          message: l10n.t(
            'The builder does not know `{modifier}` in `{variable}`: it is no shell, and has only `:-`, `:+`, `:?`, `#`, `%` and `/` with their variants.',
            { modifier: modifier ?? '', variable: word.text },
          ),
        };
      }
    }
  },
};

export default rule;

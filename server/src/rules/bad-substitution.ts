import * as l10n from '@vscode/l10n';
import { type ExpandedVariable, expandedVariables } from '../dockerfile/expansion.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'bad-substitution',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of file.instructions) {
      for (const variable of expandedVariables(instruction)) {
        const message = describe(variable, file.escape);
        if (message) yield { range: variable.word.range, message };
      }
    }
  },
};

export default rule;

function describe(variable: ExpandedVariable, escape: string): string | undefined {
  const { error, word, modifier, operandStart, operandEnd, start } = variable;
  if (error === 'unclosed') return l10n.t('The `}` that closes this variable is missing, so the build fails.');
  if (error === 'empty-name') {
    return l10n.t('`{text}` names no variable, so the build fails: write `{escape}$` for a dollar sign.', {
      text: word.text,
      escape: variable.heredoc ? '\\' : escape,
    });
  }
  if (modifier?.startsWith('/') && operandStart !== undefined) {
    const operand = word.text.slice(operandStart - start, (operandEnd ?? operandStart) - start);
    if (!operand.includes('/')) {
      return l10n.t('The second `/` is missing in `{text}`: it stands between what is replaced and the replacement.', {
        text: word.text,
      });
    }
  }
  return undefined;
}

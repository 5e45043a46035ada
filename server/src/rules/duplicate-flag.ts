import * as l10n from '@vscode/l10n';
import { removeWord } from '../lint/edits.ts';
import { checkedFlags } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'duplicate-flag',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { instruction, flag, grammar } of checkedFlags(file)) {
      if (!grammar || grammar.repeatable) continue;
      const first = instruction.flag(flag.name);
      if (!first || first === flag) continue;
      const name = `--${flag.name}`;
      const same = first.value === flag.value;
      yield {
        range: flag.word.range,
        message: l10n.t('`{name}` can be given once only: the build fails.', { name }),
        fixes: [
          { title: l10n.t('Delete this `{name}`', { name }), edits: [removeWord(flag.word)], safe: same },
          ...(same
            ? []
            : [{ title: l10n.t('Delete the first `{name}`', { name }), edits: [removeWord(first.word)], safe: false }]),
        ],
        related: [{ range: first.word.range, message: l10n.t('It is given here already') }],
      };
    }
  },
};

export default rule;

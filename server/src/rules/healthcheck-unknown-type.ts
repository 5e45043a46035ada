import * as l10n from '@vscode/l10n';
import { insertBefore, replace } from '../lint/edits.ts';
import { someFlagLacksValue } from '../lint/flags.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'healthcheck-unknown-type',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('HEALTHCHECK')) {
      const [type] = instruction.args;
      // `--interval 5s CMD …`: the cause is the flag.
      if (instruction.outer || !type || someFlagLacksValue(instruction)) continue;
      const written = type.text.toUpperCase();
      if (written === 'CMD' || written === 'NONE') continue;
      const guess = nearest(written, ['CMD', 'NONE']);
      yield {
        range: type.range,
        message: l10n.t('HEALTHCHECK is followed by CMD and a command, or by NONE: `{word}` is neither.', {
          word: type.text,
        }),
        fixes: [
          guess
            ? { title: l10n.t('Change to `{keyword}`', { keyword: guess }), edits: [replace(type, guess)], safe: false }
            : { title: l10n.t('Insert `CMD`'), edits: [insertBefore(type, 'CMD ')], safe: false },
        ],
      };
    }
  },
};

export default rule;

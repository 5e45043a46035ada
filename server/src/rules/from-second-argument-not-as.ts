import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { someFlagLacksValue } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'from-second-argument-not-as',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { from } of file.ownStages) {
      const [, word, name] = from.args;
      if (!word || !name || from.args.length !== 3 || word.text.toUpperCase() === 'AS') continue;
      if (someFlagLacksValue(from)) continue;
      const newText = from.keywordWord.text === 'from' ? 'as' : 'AS';
      yield {
        range: word.range,
        message: l10n.t('Between the image and the name of the stage only AS can stand, not `{word}`.', {
          word: word.text,
        }),
        fixes: [
          {
            title: l10n.t('Change to `{keyword}`', { keyword: newText }),
            edits: [replace(word, newText)],
            // A short word is a misspelt AS; anything else may be what somebody wanted to say.
            safe: /^[a-z]{1,3}$/i.test(word.text) && /^[a-z][\w.-]*$/i.test(name.text),
          },
        ],
      };
    }
  },
};

export default rule;

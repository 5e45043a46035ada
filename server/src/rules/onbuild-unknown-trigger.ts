import * as l10n from '@vscode/l10n';
import { keywords } from '../dockerfile/grammar.ts';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'onbuild-unknown-trigger',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { trigger } of file.all('ONBUILD')) {
      if (!trigger || trigger.isKnown) continue;
      const name = trigger.keywordWord.text;
      const guess = nearest(trigger.keyword, keywords);
      const newText = name === name.toLowerCase() ? guess?.toLowerCase() : guess;
      yield {
        range: trigger.keywordWord.range,
        message: l10n.t(
          'There is no instruction `{name}`: this image builds, but every build on top of it fails here.',
          { name },
        ),
        ...(newText && {
          fixes: [
            {
              title: l10n.t('Change to `{keyword}`', { keyword: newText }),
              edits: [replace(trigger.keywordWord, newText)],
              safe: false,
            },
          ],
        }),
      };
    }
  },
};

export default rule;

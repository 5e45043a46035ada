import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import { readQuotedWords } from '../dockerfile/words.ts';
import { removeWord } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'instruction-extra-argument',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    // USER, WORKDIR and MAINTAINER take the whole line as one argument: blanks are part of it.
    for (const instruction of file.all('STOPSIGNAL')) {
      const { line, rest, outer } = instruction;
      if (outer || rest.text.includes('${')) continue;
      const [, second] = readQuotedWords(line, line.indexOf(rest.start), file.escape);
      if (!second) continue;
      const extra = new Span(file.source, line.offsetOf(second[0]), rest.end);
      yield {
        range: extra.range,
        message: l10n.t('STOPSIGNAL takes one signal and nothing else, not even a comment: the build fails.'),
        fixes: [{ title: l10n.t('Delete what follows the signal'), edits: [removeWord(extra)], safe: false }],
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'copy-add-argument-count',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.instructions) {
      if (!instruction.is('ADD', 'COPY') || instruction.args.length >= 2 || instruction.jsonError === 'not-strings') {
        continue;
      }
      const source = instruction.args[0];
      yield {
        range: (source ?? instruction.keywordWord).range,
        message: source
          ? l10n.t('{keyword} does not say where to put `{source}`: the last argument is the destination.', {
              keyword: instruction.keyword,
              source: source.text,
            })
          : l10n.t('{keyword} needs at least one source and a destination.', { keyword: instruction.keyword }),
      };
    }
  },
};

export default rule;

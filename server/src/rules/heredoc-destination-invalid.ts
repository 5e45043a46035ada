import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'heredoc-destination-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.instructions) {
      if (!instruction.is('ADD', 'COPY') || instruction.args.length < 2) continue;
      const destination = instruction.args.at(-1);
      if (!destination || !/^\d*<<-?[^<]+$/.test(destination.text)) continue;
      yield {
        range: destination.range,
        message: l10n.t('{keyword} cannot write into a here-document: the last argument is the destination, a path.', {
          keyword: instruction.keyword,
        }),
      };
    }
  },
};

export default rule;

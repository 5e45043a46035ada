import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import { someFlagLacksValue } from '../lint/flags.ts';
import type { Problem, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'from-argument-count',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { from } of file.ownStages) {
      const count = from.args.length;
      // `--platform linux/amd64 alpine`: the cause is the flag.
      if (count === 1 || count === 3 || someFlagLacksValue(from)) continue;
      yield toProblem(from);
    }
  },
};

export default rule;

function toProblem(from: Instruction): Problem {
  const [image, second, , fourth] = from.args;
  if (!image || !second) {
    return {
      range: from.keywordWord.range,
      message: l10n.t('FROM needs the name of an image or a stage to build on.'),
    };
  }
  const last = from.args.at(-1) as Span;
  const hasAs = second.text.toUpperCase() === 'AS';
  if (hasAs && !fourth) {
    return {
      range: second.range,
      message: l10n.t('The name of the stage is missing behind {as}.', { as: second.text }),
    };
  }
  const extra = new Span(from.source, (hasAs && fourth ? fourth : second).start, last.end);
  return {
    range: extra.range,
    message: l10n.t('FROM takes an image and, behind AS, the name of the stage: nothing else, not even a comment.'),
  };
}

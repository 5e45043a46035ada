import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'missing-from',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    // A word that is no instruction may be a FROM that somebody is typing: that is `unknown-instruction`.
    if (file.stages.length > 0 || file.instructions.some((instruction) => !instruction.isKnown)) return;
    yield {
      range: place(file).range,
      message:
        file.instructions.length === 0
          ? l10n.t('There is no instruction in this file, so nothing can be built: it needs a FROM.')
          : l10n.t('There is no FROM, so there is no image to build on and the build fails.'),
    };
  },
};

export default rule;

/** The first instruction that cannot stand without a FROM, as the builder says it; else the first line. */
function place(file: Dockerfile): Span {
  const first = file.instructions.find((instruction) => !instruction.is('ARG'));
  return first?.keywordWord ?? new Span(file.source, 0, file.source.lineEnd(0));
}

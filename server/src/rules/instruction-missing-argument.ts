import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Keyword } from '../dockerfile/grammar.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'instruction-missing-argument',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.instructions) {
      if (!lacksArgument(instruction)) continue;
      yield {
        range: instruction.keywordWord.range,
        message: l10n.t('{keyword} says nothing without an argument, so the build fails.', {
          keyword: instruction.keyword,
        }),
      };
    }
  },
};

export default rule;

/** FROM, ADD, COPY and HEALTHCHECK have rules of their own; RUN, CMD and ENTRYPOINT may be empty. */
const needArgument: readonly Keyword[] = [
  'ARG',
  'ENV',
  'EXPOSE',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

function lacksArgument(instruction: Instruction): boolean {
  if (instruction.is('RUN')) return instruction.json?.elements.length === 0;
  if (!instruction.isAmong(needArgument)) return false;
  // A flag alone is reported as one that does not exist; `SHELL []` is `shell-empty`.
  if (instruction.flags.length > 0) return false;
  return instruction.rest.text === '' || (instruction.is('VOLUME') && instruction.json?.elements.length === 0);
}

import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report each instruction of a file without any FROM too, as hadolint does. */
  withoutFrom: boolean;
}

const rule: Rule<Options> = {
  id: 'instruction-before-from',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  aliases: ['DL3061'],
  presets: { hadolint: { severity: 'error', options: { withoutFrom: true } } },
  options: { withoutFrom: { type: 'boolean', default: false } },

  *check(file, { options }) {
    // Without any FROM the cause is another one: `missing-from`.
    if (file.stages.length === 0 && !options.withoutFrom) return;
    for (const instruction of file.globals) {
      // What is no instruction may be a FROM that somebody is typing.
      if (!instruction.isKnown) return;
      if (instruction.is('ARG')) continue;
      yield {
        range: instruction.keywordWord.range,
        message: l10n.t(
          '{keyword} stands before the first FROM, where only ARG is allowed: it has no image to work on.',
          {
            keyword: instruction.keyword,
          },
        ),
      };
    }
  },
};

export default rule;

import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Rule } from '../lint/rule.ts';
import { mergeRuns, sameFlags } from '../lint/runs.ts';

const rule: Rule = {
  id: 'consecutive-run',
  category: 'size-caching',
  severity: 'info',
  recommended: false,
  aliases: ['DL3059'],
  presets: { hadolint: { severity: 'info' } },

  *check(file) {
    let before: Instruction | undefined;
    for (const run of file.all('RUN')) {
      if (run.outer) continue;
      const first = before;
      before = run;
      if (first?.index !== run.index - 1 || !isSingle(first) || !isSingle(run) || !sameFlags(first, run)) continue;
      const fix = mergeRuns(first, run);
      yield {
        range: run.keywordWord.range,
        message: l10n.t('Two RUNs of one command each stand one behind the other: one RUN with `&&` makes one layer.'),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** A RUN of one command at most. What another language runs is not known. */
function isSingle({ script }: Instruction): boolean {
  if (script?.language === 'cmd') return !/[&|]/.test(script.span.raw);
  if (!script || !['sh', 'bash', 'exec'].includes(script.language)) return false;
  return script.commands.length <= 1 && !(script.heredoc && script.commands.length === 0);
}

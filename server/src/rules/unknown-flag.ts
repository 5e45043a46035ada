import * as l10n from '@vscode/l10n';
import { flagsOf } from '../dockerfile/grammar.ts';
import { removeWord, replace } from '../lint/edits.ts';
import { type CheckedFlag, checkedFlags } from '../lint/flags.ts';
import { nearest } from '../lint/nearest.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'unknown-flag',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const checked of checkedFlags(file)) {
      if (checked.grammar) continue;
      const { instruction, flag } = checked;
      const names = flagsOf(instruction.keyword).map(({ name }) => name);
      const guess = nearest(flag.name.toLowerCase(), names);
      const words = { keyword: instruction.keyword, flag: `--${flag.name}`, guess: `--${guess}` };
      yield {
        range: flag.nameWord.range,
        message:
          names.length === 0
            ? l10n.t('{keyword} has no flags, and `{flag}` is read as one: the build fails.', words)
            : guess
              ? l10n.t('{keyword} has no flag `{flag}`: did you mean `{guess}`?', words)
              : l10n.t('{keyword} has no flag `{flag}`, so the build fails.', words),
        fixes: fixes(checked, guess),
      };
    }
  },
};

export default rule;

function fixes({ instruction, flag }: CheckedFlag, guess: string | undefined): Fix[] {
  const remove: Fix = {
    title: l10n.t('Delete `{flag}`', { flag: `--${flag.name}` }),
    edits: [removeWord(flag.word)],
    safe: false,
  };
  if (guess) {
    const newText = `--${guess}`;
    const edits = [replace(flag.nameWord, newText)];
    return [{ title: l10n.t('Change to `{keyword}`', { keyword: newText }), edits, safe: false }, remove];
  }
  // `CMD --help`: a `--` before it ends the flags.
  if (!instruction.is('CMD', 'ENTRYPOINT')) return [remove];
  const { start } = flag.word.range;
  const end: Fix = {
    title: l10n.t('Insert `--`, which ends the flags'),
    edits: [{ range: { start, end: start }, newText: '-- ' }],
    safe: false,
  };
  return [end, remove];
}

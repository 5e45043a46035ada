import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { copyArguments } from '../lint/copies.ts';
import { replace } from '../lint/edits.ts';
import { isGitSource, isRemoteSource } from '../lint/remotes.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'copy-remote-source',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('COPY')) {
      // What ONBUILD holds is checked where it runs: this build goes on.
      if (instruction.outer) continue;
      for (const source of copyArguments(instruction)?.sources ?? []) {
        const text = file.expand(source.text, instruction);
        if (text === undefined || !isRemoteSource(text)) continue;
        yield {
          range: source.range,
          message: isGitSource(text)
            ? l10n.t('COPY does not clone Git repositories, so the build fails: ADD does.')
            : l10n.t('COPY does not download files, so the build fails: ADD does.'),
          fixes: toAdd(instruction),
        };
      }
    }
  },
};

export default rule;

/** ADD knows all flags of COPY but two. */
function toAdd(instruction: Instruction): Fix[] {
  if (instruction.flag('from') || instruction.flag('parents')) return [];
  const { keywordWord } = instruction;
  const newText = keywordWord.text === keywordWord.text.toLowerCase() ? 'add' : 'ADD';
  return [
    {
      title: l10n.t('Change to `{keyword}`', { keyword: newText }),
      edits: [replace(keywordWord, newText)],
      safe: true,
    },
  ];
}

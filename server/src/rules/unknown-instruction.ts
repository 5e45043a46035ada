import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { keywords } from '../dockerfile/grammar.ts';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'unknown-instruction',
  category: 'correctness',
  severity: 'error',
  recommended: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of file.instructions) {
      // ONBUILD with an unknown trigger parses: that is `onbuild-unknown-trigger`.
      if (instruction.isKnown) continue;
      const name = instruction.keywordWord.text;
      const guess = nearest(instruction.keyword, keywords);
      yield {
        range: instruction.keywordWord.range,
        message: guess
          ? l10n.t('There is no instruction `{name}`: did you mean `{guess}`?', { name, guess })
          : l10n.t('There is no instruction `{name}`, so the build stops here.', { name }),
        fixes: [...(guess ? [renameTo(instruction, guess)] : []), ...joinToPrevious(instruction)],
      };
    }
  },
};

export default rule;

function renameTo(instruction: Instruction, keyword: string): Fix {
  const written = instruction.keywordWord.text;
  const newText = written === written.toLowerCase() ? keyword.toLowerCase() : keyword;
  return {
    title: l10n.t('Change to `{keyword}`', { keyword: newText }),
    edits: [replace(instruction.keywordWord, newText)],
    safe: false,
  };
}

/** The line may be the rest of the one before it, whose `\` was forgotten. */
function joinToPrevious(instruction: Instruction): Fix[] {
  const { file, source, index } = instruction;
  const previous = file.instructions[index - 1];
  if (!previous || previous.heredocs.length > 0 || previous.line.lastLine + 1 !== instruction.line.firstLine) return [];
  const end = source.positionAt(source.lineEnd(previous.line.lastLine));
  const blank = /\s$/.test(source.lineText(previous.line.lastLine)) ? '' : ' ';
  return [
    {
      title: l10n.t('Continue the line before with `{escape}`', { escape: file.escape }),
      edits: [{ range: { start: end, end }, newText: `${blank}${file.escape}` }],
      safe: false,
    },
  ];
}

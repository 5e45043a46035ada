import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'instruction-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['ConsistentInstructionCasing'],
  presets: { buildkit: { severity: 'warning' } },

  *check(file) {
    const counted = countedInstructions(file);
    if (counted.every(({ keyword, keywordWord }) => keyword === keywordWord.text)) return;
    const upper = counted.filter(({ keywordWord: { text } }) => text === text.toUpperCase()).length;
    const lower = counted.filter(({ keywordWord: { text } }) => text === text.toLowerCase()).length;
    const recase = (text: string): string => (lower > upper ? text.toLowerCase() : text.toUpperCase());
    const wrong = counted.filter(({ keywordWord: { text } }) => text !== recase(text));
    const everywhere =
      wrong.length > 1 ? [recaseFix(wrong, recase, l10n.t('Change every instruction of this file'))] : [];
    for (const instruction of wrong) {
      const expected = recase(instruction.keyword);
      yield {
        range: instruction.keywordWord.range,
        message: l10n.t(
          '`{name}` is not written like the other instructions of this file: `{expected}` is easier to find.',
          {
            name: instruction.keywordWord.text,
            expected,
          },
        ),
        fixes: [recaseFix([instruction], recase, l10n.t('Change to `{expected}`', { expected })), ...everywhere],
      };
    }
  },
};

export default rule;

/** BuildKit neither counts nor checks the ARGs before the first FROM, nor what stands behind ONBUILD. */
function countedInstructions(file: Dockerfile): Instruction[] {
  return file.stages.flatMap((stage) => stage.instructions).filter((instruction) => instruction.isKnown);
}

function recaseFix(instructions: readonly Instruction[], recase: (text: string) => string, title: string): Fix {
  return {
    title,
    edits: instructions.map(({ keywordWord }) => replace(keywordWord, recase(keywordWord.text))),
    safe: true,
  };
}

import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Word } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'volume-empty',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('VOLUME')) {
      if (instruction.outer) continue;
      for (const word of instruction.args) {
        if (word.text.trim() !== '' && expandFixed(word, instruction) !== '') continue;
        yield {
          range: word.range,
          message: l10n.t('A volume needs a path inside the container, and this is empty: the build fails.'),
        };
      }
    }
  },
};

export default rule;

/** The text of a word where no build argument has a part in it. */
function expandFixed({ text }: Word, at: Instruction): string | undefined {
  return expand(text, at.file.escape, (name) => {
    const definition = at.file.definition(name, at);
    return definition?.kind === 'ENV' && !definition.pair.value?.text.includes('$')
      ? at.file.value(name, at)
      : undefined;
  });
}

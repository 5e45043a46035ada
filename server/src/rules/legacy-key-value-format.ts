import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Pair } from '../dockerfile/words.ts';
import { replace } from '../lint/edits.ts';
import { withEquals } from '../lint/keyvalue.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report `ENV NAME = value` too, where another rule says what is wrong. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'legacy-key-value-format',
  category: 'deprecated',
  severity: 'warning',
  recommended: true,
  aliases: ['LegacyKeyValueFormat'],
  presets: { buildkit: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const instruction of [...file.all('ENV'), ...file.all('LABEL')]) {
      const [pair] = instruction.pairs;
      if (!pair?.legacy || !pair.value || instruction.outer) continue;
      if (pair.value.text.startsWith('=') && !options.everywhere) continue;
      const fix = equalsFix(instruction, pair);
      yield {
        range: pair.word.range,
        message: l10n.t(
          '`{keyword} {key} value` is the old form, in which the rest of the line is one value: write `{key}=value`.',
          { keyword: instruction.keyword, key: pair.key.text },
        ),
        tags: ['deprecated'],
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

function equalsFix(instruction: Instruction, pair: Pair): Fix | undefined {
  const edits = withEquals(instruction, pair)?.map(({ span, text }) => replace(span, text));
  return edits && { title: l10n.t('Write with `=`'), edits, safe: true };
}

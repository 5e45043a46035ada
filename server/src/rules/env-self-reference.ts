import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, VariableUse } from '../dockerfile/dockerfile.ts';
import type { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { commentsIn } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** hadolint's condition: an ENV or ARG anywhere above counts, also one of another stage. */
  anyStage: boolean;
}

const rule: Rule<Options> = {
  id: 'env-self-reference',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3044'],
  presets: { hadolint: { severity: 'error', options: { anyStage: true } } },
  options: { anyStage: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const instruction of file.all('ENV')) {
      if (instruction.outer || instruction.pairs.length < 2) continue;
      for (const variable of instruction.variables) {
        const { name, word } = variable;
        const setter = setterOf(instruction, variable);
        if (!setter || isSetBefore(file, instruction, name, options.anyStage)) continue;
        const fix = split(instruction, setter, word);
        yield {
          range: word.range,
          message: l10n.t(
            '`{name}` does not have the value of this ENV yet: all words of one ENV see what was set before it.',
            { name },
          ),
          related: [{ range: setter.key.range, message: l10n.t('It is set here') }],
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

/** The other pair of the ENV that sets the variable. A pair may use the old value of its own. */
function setterOf(instruction: Instruction, { name, word, modifier }: VariableUse): Pair | undefined {
  if (modifier) return undefined;
  return instruction.pairs.find(
    (pair) => pair.key.text === name && !(pair.word.start <= word.start && word.end <= pair.word.end),
  );
}

function isSetBefore(file: Dockerfile, instruction: Instruction, name: string, anyStage: boolean): boolean {
  if (!anyStage) return file.definition(name, instruction) !== undefined;
  return [undefined, ...file.stages].some((stage) =>
    file.definitions(stage, name).some((one) => one.instruction.index < instruction.index),
  );
}

/** Two instructions, split behind the pair that sets the variable. Comments between the two stay there. */
function split(instruction: Instruction, setter: Pair, use: Span): Fix | undefined {
  const { pairs, source, keywordWord, line } = instruction;
  const next = pairs[pairs.indexOf(setter) + 1];
  if (!next || use.start < setter.word.end) return undefined;
  const indent = /^[ \t]*/.exec(source.lineText(line.firstLine))?.[0] ?? '';
  const comments = commentsIn(instruction, setter.word.end, next.word.start).map(({ raw }) => raw);
  const lines = ['', ...[...comments, `${keywordWord.text} `].map((text) => indent + text)];
  return {
    title: l10n.t('Split into two ENV instructions'),
    edits: [{ range: source.range(setter.word.end, next.word.start), newText: lines.join(source.newline) }],
    safe: false,
  };
}

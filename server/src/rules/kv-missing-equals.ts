import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { replace } from '../lint/edits.ts';
import { joinEquals } from '../lint/equals.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'kv-missing-equals',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const keyword of ['ENV', 'LABEL'] as const) {
      for (const instruction of file.all(keyword)) {
        for (const words of wordsWithoutEquals(instruction)) {
          const [first, last] = [words[0] as Pair, words.at(-1) as Pair];
          yield {
            range: new Span(file.source, first.word.start, last.word.end).range,
            message: l10n.t('`{word}` has no `=`: a value with blanks needs quotes around it.', {
              word: first.word.text,
            }),
            fixes: toFixes(instruction, words),
          };
        }
      }
    }
  },
};

export default rule;

function toFixes(instruction: Instruction, words: readonly Pair[]): Fix[] {
  const [first, second, third] = words;
  const joined = first && words.length <= 3 ? joinEquals(first, second, third) : undefined;
  const fix = joined ?? insertEquals(instruction, words) ?? quoteValue(instruction, words);
  return fix ? [fix] : [];
}

/** Runs of words without `=`, with the words behind them that begin with it: one cause, one report. */
function* wordsWithoutEquals({ pairs, outer }: Instruction): Generator<Pair[]> {
  let run: Pair[] = [];
  for (const [i, pair] of pairs.entries()) {
    const previous = pairs[i - 1];
    const isBare = !pair.value && !pair.legacy;
    // `ENV = x`: the cause is the missing name (`kv-missing-name`), which a trigger of ONBUILD is not checked for.
    const follows = run.length > 0 && pair.key.text === '';
    if ((isBare && (run.length > 0 || previous?.key.text !== '' || outer)) || follows) run.push(pair);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

/** `A=1 B 2`, with `B` on a line of its own → `A=1 B=2`. */
function insertEquals({ source }: Instruction, [name, value, third]: readonly Pair[]): Fix | undefined {
  if (!name || !value || third || value.value) return undefined;
  const blank = new Span(source, name.word.end, value.word.start);
  const before = source.text.slice(source.lineStart(source.lineAt(name.word.start)), name.word.start);
  if (before.trim() !== '' || !/^[\t ]+$/.test(blank.raw)) return undefined;
  const fixed = `${name.word.text}=${value.word.text}`;
  return { title: l10n.t('Change to `{keyword}`', { keyword: fixed }), edits: [replace(blank, '=')], safe: false };
}

/** `A=one two` → `A="one two"`. */
function quoteValue({ pairs, source }: Instruction, words: readonly Pair[]): Fix | undefined {
  const before = pairs[pairs.indexOf(words[0] as Pair) - 1];
  const last = words.at(-1);
  if (!before?.value || !last || words.some(({ key }) => key.text === '')) return undefined;
  const value = new Span(source, before.value.start, last.word.end);
  if (/["'\\`\n]/.test(value.raw) || before.value.text === '') return undefined;
  return { title: l10n.t('Put quotes around the value'), edits: [replace(value, `"${value.raw}"`)], safe: false };
}

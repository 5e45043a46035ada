import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import { type CheckedFlag, checkedFlags, lacksValue } from '../lint/flags.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'flag-missing-value',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const checked of checkedFlags(file)) {
      if (!lacksValue(checked)) continue;
      const name = `--${checked.flag.name}`;
      yield {
        range: checked.flag.word.range,
        message:
          checked.grammar?.kind === 'boolean'
            ? l10n.t('`{name}=` has no value: write `{name}` alone, or `true` or `false` behind the `=`.', { name })
            : l10n.t('`{name}` has no value: it must follow without blanks, as in `{name}=value`.', { name }),
        fixes: fixes(checked),
      };
    }
  },
};

export default rule;

function fixes(checked: CheckedFlag): Fix[] {
  const { instruction, flag, grammar } = checked;
  if (grammar?.kind === 'boolean') {
    const title = l10n.t('Change to `{keyword}`', { keyword: `--${flag.name}` });
    return [{ title, edits: [replace(flag.word, `--${flag.name}`)], safe: false }];
  }
  const { source } = instruction;
  const behind = source.text.slice(flag.word.end, source.lineEnd(source.lineAt(flag.word.end)));
  const [, blank, word] = /^([\t ]+)([^\s\\`]+)/.exec(behind) ?? [];
  if (!blank || !word || !canTake(checked, word)) return [];
  const span = new Span(source, flag.word.end, flag.word.end + blank.length);
  return [{ title: l10n.t('Take the next word as the value'), edits: [replace(span, '=')], safe: false }];
}

/** Whether the next word can be the value, and what remains is right all the same. */
function canTake({ instruction, grammar }: CheckedFlag, word: string): boolean {
  if (word.startsWith('--')) return false;
  if (grammar?.closed) return grammar.values?.includes(word) ?? false;
  if (grammar?.kind === 'mount') return word.includes('=');
  if (grammar?.kind === 'duration' || grammar?.kind === 'integer') return /^\d/.test(word);
  return !instruction.is('ADD', 'COPY') || instruction.args.length > 2;
}

import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { replace } from './edits.ts';
import type { Fix } from './rule.ts';

/**
 * `NAME = value` and `NAME =value` → `NAME=value`, of the words that the builder reads: a name alone, a word without a
 * name before its `=`, and the value behind a bare `=`.
 */
export function joinEquals(name: Pair, equals: Pair | undefined, value: Pair | undefined): Fix | undefined {
  if (name.value || equals?.key.text !== '') return undefined;
  const { source } = name.word;
  const blanks = [new Span(source, name.word.end, equals.word.start)];
  if (equals.value?.text === '' && value && !value.value) {
    blanks.push(new Span(source, equals.word.end, value.word.start));
  }
  if (blanks.some(({ raw }) => /[^\t ]/.test(raw))) return undefined;
  const edits = blanks.map((blank) => replace(blank, ''));
  return { title: l10n.t('Delete the blanks around `=`'), edits, safe: false };
}

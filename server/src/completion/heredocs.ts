import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor, Cursor } from '../dockerfile/cursor.ts';
import { asSnippet, type Suggestion, type Surroundings, targetOf, textBehind } from './suggestion.ts';

type BodyCursor = Extract<Cursor, { kind: 'body' }>;

const delimiters = ['EOF', "'EOF'", '-EOF', 'SCRIPT'] as const;
const doc = { page: 'values/syntax', entry: 'heredoc' };

/** Delimiters behind `<<`, with body and end where they are missing; undefined elsewhere. */
export function heredocSuggestions(
  { instruction, before }: ArgumentCursor,
  around: Surroundings,
): readonly Suggestion[] | undefined {
  const typed = /(?:^|\s)<<(-?["']?\w*)$/.exec(before)?.[1];
  if (typed === undefined || !instruction.is('RUN', 'COPY', 'ADD')) return undefined;
  const target = targetOf(around, typed, /^\w*["']?/);
  const hasBody = instruction.heredocs.some(({ terminator }) => terminator !== undefined);
  const rest = textBehind(around).replace(/^\w*["']?/, '');
  return delimiters.map((label, rank) => {
    const name = label.replace(/\W/g, '');
    const isAlone = !hasBody && rest.trim() === '';
    const body = instruction.is('RUN') ? 'set -eu\n${1:command}' : '${1:content}';
    return {
      label,
      kind: CompletionItemKind.Keyword,
      target,
      text: label,
      ...(isAlone && { snippet: `${asSnippet(label)}\n${body}\n${name}` }),
      rank,
      doc,
    };
  });
}

/** The line that ends a body, where a beginning of it is typed; undefined elsewhere. */
export function terminatorSuggestions({ heredoc, before }: BodyCursor, around: Surroundings): Suggestion[] | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const typed = heredoc.chomp ? line.replace(/^\t+/, '') : line;
  if (heredoc.terminator || !heredoc.name.startsWith(typed)) return undefined;
  const target = targetOf(around, typed, /^\w*/);
  return [{ label: heredoc.name, kind: CompletionItemKind.Keyword, target, doc, rank: typed === '' ? 500 : 0 }];
}

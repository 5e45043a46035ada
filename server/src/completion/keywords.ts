import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Cursor } from '../dockerfile/cursor.ts';
import type { Keyword } from '../dockerfile/grammar.ts';
import { forms } from './forms.ts';
import { snippetSuggestions } from './snippets.ts';
import { type Suggestion, type Surroundings, type Target, targetOf, writesLower } from './suggestion.ts';

type KeywordCursor = Extract<Cursor, { kind: 'keyword' }>;

const beforeFrom: readonly Keyword[] = ['FROM', 'ARG'];
/** The instructions as often as they are written, the deprecated one last. */
const byUse: readonly Keyword[] = [
  'RUN',
  'COPY',
  'FROM',
  'ENV',
  'WORKDIR',
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'USER',
  'ADD',
  'LABEL',
  'VOLUME',
  'HEALTHCHECK',
  'SHELL',
  'STOPSIGNAL',
  'ONBUILD',
  'MAINTAINER',
];
/** ONBUILD refuses these. */
const notTriggers: ReadonlySet<Keyword> = new Set(['FROM', 'ONBUILD', 'MAINTAINER']);

/** The instructions that may stand at a place, and the forms that they have. */
export function keywordSuggestions(cursor: KeywordCursor, around: Surroundings): readonly Suggestion[] {
  const target = targetOf(around, cursor.typed, /^[A-Za-z]*/);
  const isInStage = cursor.outer !== undefined || isBehindFrom(cursor, around);
  const lower = writesLower(around.file, around.offset);
  // Where something follows already, the keyword alone is being changed.
  const isAlone = !cursor.instruction || cursor.instruction.rest.text === '';
  const found = possible(cursor, isInStage).flatMap((keyword, rank) => {
    const plain = keywordSuggestion(keyword, lower, target, rank);
    return isAlone ? [plain, ...formSuggestions(keyword, lower, target, rank)] : [plain];
  });
  if (!isAlone || cursor.outer || !around.offersSnippets) return found;
  const isAtTop = around.file.source.lineAt(around.offset) <= around.file.directives.length;
  return [...found, ...snippetSuggestions(around, target, { isInStage, isAtTop })];
}

/** Before the first FROM nothing but ARG and FROM is allowed. */
function possible(cursor: KeywordCursor, isInStage: boolean): readonly Keyword[] {
  if (cursor.outer) return byUse.filter((keyword) => !notTriggers.has(keyword));
  return isInStage ? byUse : beforeFrom;
}

function isBehindFrom(cursor: KeywordCursor, { file, offset }: Surroundings): boolean {
  const first = file.stages.find(({ from }) => from !== cursor.instruction)?.from;
  return first !== undefined && first.start < offset;
}

function keywordSuggestion(keyword: Keyword, lower: boolean, target: Target, rank: number): Suggestion {
  return {
    label: lower ? keyword.toLowerCase() : keyword,
    kind: CompletionItemKind.Keyword,
    target,
    rank,
    doc: { page: `instructions/${keyword}` },
    isDeprecated: keyword === 'MAINTAINER',
  };
}

function formSuggestions(keyword: Keyword, lower: boolean, target: Target, rank: number): Suggestion[] {
  const written = lower ? keyword.toLowerCase() : keyword;
  const inCase = (form: string): string => (lower ? lowerWords(form) : form);
  return (forms[keyword] ?? []).map(({ label, body }) => ({
    label: `${written} ${inCase(label)}`,
    kind: CompletionItemKind.Snippet,
    target,
    snippet: `${written} ${inCase(body)}`,
    isSnippetOnly: true,
    rank: rank + 100,
    doc: { page: `instructions/${keyword}` },
  }));
}

/** The keywords inside forms, as a file in lower case writes them. */
function lowerWords(form: string): string {
  return form.replace(/(^| )(AS|CMD|NONE)(?= |$)/g, (word) => word.toLowerCase());
}

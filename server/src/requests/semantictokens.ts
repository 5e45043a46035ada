import type {
  Connection,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { legend, semanticTokens, tokenEdits } from '../features/semanticTokens.ts';
import type { About } from './about.ts';

/** More documents than this are not kept an answer of; they get whole ones. */
const mostAnswers = 32;

export const capabilities = {
  semanticTokensProvider: { legend, full: { delta: true }, range: true },
} satisfies ServerCapabilities;

/** Colours by meaning. The last answer of a document is kept, so that the next one can be told as a difference. */
export function registerSemanticTokens(connection: Connection, about: About): void {
  const { semanticTokens: tokens } = connection.languages;
  const answers = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  let count = 0;
  const keep = (uri: string, data: number[]): SemanticTokens => {
    const resultId = `${++count}`;
    answers.delete(uri);
    answers.set(uri, { id: resultId, data });
    const oldest = answers.keys().next().value;
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return { resultId, data };
  };
  const nothing: SemanticTokens = { data: [] };
  tokens.on(
    about(nothing, (_: SemanticTokensParams, { file, uri }) => keep(uri, semanticTokens(file)), 'semanticTokens'),
  );
  tokens.onRange(
    about(
      nothing,
      ({ range }: SemanticTokensRangeParams, { file }) => ({ data: semanticTokens(file, range) }),
      'semanticTokens',
    ),
  );
  tokens.onDelta(
    about(
      nothing,
      ({ previousResultId }: SemanticTokensDeltaParams, { file, uri }) => {
        const before = answers.get(uri);
        const answer: SemanticTokens | SemanticTokensDelta = keep(uri, semanticTokens(file));
        if (before?.id !== previousResultId) return answer;
        return { resultId: answer.resultId as string, edits: tokenEdits(before.data, answer.data) };
      },
      'semanticTokens',
    ),
  );
}

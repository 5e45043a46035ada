import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Suggestion, Surroundings, Target } from './suggestion.ts';

const beforeFrom = /^(?:FROM|ARG|#)/;
const header = /^# (?:syntax|escape|check)=/;

/** Where a snippet would stand. */
interface Place {
  readonly isInStage: boolean;
  /** Whether parser directives count here. */
  readonly isAtTop: boolean;
}

/** The snippets of the snippet file, for editors that do not read it themselves. */
export function snippetSuggestions({ docs }: Surroundings, target: Target, place: Place): Suggestion[] {
  return docs.snippets
    .filter(({ body }) => (place.isInStage || beforeFrom.test(body)) && (place.isAtTop || !header.test(body)))
    .flatMap(({ prefixes, description, body }): Suggestion[] => {
      const [label, ...others] = prefixes;
      if (label === undefined) return [];
      return [
        {
          label,
          kind: CompletionItemKind.Snippet,
          target,
          snippet: body,
          isSnippetOnly: true,
          filter: [label, ...others].join(' '),
          detail: description,
          rank: 300,
        },
      ];
    });
}

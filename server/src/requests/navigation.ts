import type {
  Connection,
  DefinitionParams,
  DocumentHighlightParams,
  Location,
  ReferenceParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { definition } from '../features/definition.ts';
import { highlights, references } from '../features/references.ts';
import type { About } from './about.ts';

export const capabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
} satisfies ServerCapabilities;

/** From one name to its other places. */
export function registerNavigation(connection: Connection, about: About): void {
  connection.onDefinition(
    about(null, ({ position }: DefinitionParams, { file, uri }): Location | null => {
      const range = definition(file, position);
      return range && { uri, range };
    }),
  );
  connection.onReferences(
    about([], ({ position, context }: ReferenceParams, { file, uri }): Location[] =>
      references(file, position, context.includeDeclaration).map((range) => ({ uri, range })),
    ),
  );
  connection.onDocumentHighlight(
    about([], ({ position }: DocumentHighlightParams, { file }) => highlights(file, position)),
  );
}

import {
  type Connection,
  type DefinitionParams,
  type DocumentHighlightParams,
  type DocumentLinkParams,
  type Location,
  LSPErrorCodes,
  type PrepareRenameParams,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type OutsideName, outsideNames } from '../context/outsidenames.ts';
import { definition } from '../features/definition.ts';
import { documentLinks, revealFolderCommand } from '../features/links.ts';
import { highlights, outsideReferences, references } from '../features/references.ts';
import { prepareRename, type Refusal, rename } from '../features/rename.ts';
import type { About, Subject } from './about.ts';
import type { Surroundings } from './surroundings.ts';

/** How deep the folders may be that links point into: each round of reading goes one level down. */
const mostRounds = 20;

export const capabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentLinkProvider: {},
} satisfies ServerCapabilities;

/** From one name to its other places, and to the places outside that a Dockerfile names. */
export function registerNavigation(connection: Connection, about: About, around: Surroundings): void {
  const outside = async ({ uri, context }: Subject): Promise<OutsideName[]> =>
    outsideNames(uri, context.builds, await around.bakeTargets(uri));
  connection.onDefinition(
    about(
      null,
      ({ position }: DefinitionParams, { file, uri }): Location | null => {
        const range = definition(file, position);
        return range && { uri, range };
      },
      'definition',
    ),
  );
  connection.onReferences(
    about(
      [],
      async ({ position, context }: ReferenceParams, subject): Promise<Location[]> => {
        const { file, uri } = subject;
        if (highlights(file, position).length === 0) return [];
        const here = references(file, position, context.includeDeclaration).map((range) => ({ uri, range }));
        return [...here, ...outsideReferences(file, position, await outside(subject))];
      },
      'references',
    ),
  );
  connection.onDocumentHighlight(
    about([], ({ position }: DocumentHighlightParams, { file }) => highlights(file, position), 'highlights'),
  );
  const prepare = about(
    null,
    ({ position }: PrepareRenameParams, { file, service }) => {
      service.speak();
      return prepareRename(file, position);
    },
    'rename',
  );
  connection.onPrepareRename(async (params) => orError(await prepare(params)));
  const run = about(
    null,
    async ({ position, newName }: RenameParams, subject) => {
      const names = await outside(subject);
      subject.service.speak();
      const result = rename(subject.file, position, newName, names);
      if (!result || 'refusal' in result) return result;
      return { changes: { ...result.outside, [subject.uri]: result.edits } } satisfies WorkspaceEdit;
    },
    'rename',
  );
  connection.onRenameRequest(async (params) => orError(await run(params)));
  connection.onDocumentLinks(
    about(
      [],
      async (_: DocumentLinkParams, { file, context, service }) => {
        service.speak();
        const reveals = around.runs(revealFolderCommand);
        let links = documentLinks(file, context, reveals);
        for (let round = 0; round < mostRounds && context.isWaiting; round++) {
          await context.load();
          links = documentLinks(file, context, reveals);
        }
        return links;
      },
      'links',
    ),
  );
}

/** A refusal is said to the person, and is no failure of the server. */
function orError<T extends object>(answer: T | Refusal | null): Exclude<T, Refusal> | ResponseError<void> | null {
  if (answer && 'refusal' in answer) return new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer as Exclude<T, Refusal> | null;
}

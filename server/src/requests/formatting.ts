import type {
  Connection,
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { About } from './about.ts';

export const formattingCapabilities: ServerCapabilities = {
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['\\', '`'] },
};

/** Formats documents, ranges, and what was just typed. Files that the `ignore` globs leave out stay as they are. */
export function registerFormatting(connection: Connection, about: About): void {
  connection.onDocumentFormatting(
    about(
      [],
      (_: DocumentFormattingParams, { service, file, settings, ignored }) =>
        ignored ? [] : service.format(file, settings),
      'formatting',
    ),
  );
  connection.onDocumentRangeFormatting(
    about(
      [],
      ({ range }: DocumentRangeFormattingParams, { service, file, settings, ignored }) =>
        ignored ? [] : service.format(file, settings, range),
      'formatting',
    ),
  );
  connection.onDocumentOnTypeFormatting(
    about(
      [],
      ({ position, ch }: DocumentOnTypeFormattingParams, { service, file, settings, ignored }) =>
        ignored ? [] : service.formatOnType(file, position, ch, settings),
      'formatting',
    ),
  );
}

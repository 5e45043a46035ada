import type { Connection, InlayHintParams, ServerCapabilities } from 'vscode-languageserver';
import type { About } from './about.ts';

/** What the server says of inlay hints. */
export const capabilities: Partial<ServerCapabilities> = { inlayHintProvider: true };

/** Answers `textDocument/inlayHint`, with nothing unless the setting turns it on. */
export function registerInlayHints(connection: Connection, about: About): void {
  connection.languages.inlayHint.on(
    about(
      [],
      ({ range }: InlayHintParams, { service, file, settings }) =>
        settings.inlayHints ? service.inlayHints(file, range) : [],
      'inlayHints',
    ),
  );
}

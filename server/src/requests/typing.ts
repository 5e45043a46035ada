import {
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';

/** The files that build contexts are read from, which no feature of ours is for. */
const documentSelector = [{ pattern: '**/{compose,docker-compose}*.{yaml,yml}' }, { pattern: '**/.env' }];

/** Has the client tell what is typed in Compose files, saved or not, as it does of Dockerfiles. */
export function followTyping(connection: Connection): void {
  void connection.client.register(DidOpenTextDocumentNotification.type, { documentSelector });
  void connection.client.register(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  void connection.client.register(DidCloseTextDocumentNotification.type, { documentSelector });
}

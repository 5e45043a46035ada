import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from '../nodehost.ts';
import { startServer } from '../server.ts';

/** The language server on the streams that the arguments of this process name. It ends the process when it is done. */
export function serveLanguage(): Promise<never> {
  const connection = createConnection(ProposedFeatures.all);
  startServer(connection, nodeHost);
  connection.listen();
  return new Promise(() => {});
}

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './nodehost.ts';
import { startServer } from './server.ts';

/** The language server as a Node program: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. */
export function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  startServer(connection, nodeHost);
  connection.listen();
}

serve();

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Locale } from '../docs/docs.ts';
import { nodeHost } from '../nodehost.ts';
import { startServer } from '../server.ts';

/**
 * The language server on the streams that the arguments of this process name. It ends the process when it is done.
 * `locale` is for editors that name none.
 */
export function serveLanguage(locale?: Locale): Promise<never> {
  const connection = createConnection(ProposedFeatures.all);
  startServer(connection, locale ? { ...nodeHost, locale } : nodeHost);
  connection.listen();
  return new Promise(() => {});
}

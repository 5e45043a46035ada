import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { homepage, version } from '../../package.json';
import { clientFileSystem, decodeText } from './clientfiles.ts';
import { type DocsBundle, type Locale, readBundle } from './docs/docs.ts';
import { startServer } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

/** The language server as a web worker: files and pages come through the client. */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

startServer(connection, {
  version,
  homepage,
  fileSystem: clientFileSystem,
  async loadDocs(locale: Locale, options: unknown): Promise<DocsBundle> {
    const folder = (options as { docs?: unknown } | undefined)?.docs;
    const name = `docs.${locale}.json`;
    if (typeof folder !== 'string') {
      return readBundle(await (await fetch(new URL(name, self.location.href))).text());
    }
    const uri = `${folder.replace(/\/+$/, '')}/${name}`;
    const base64 = await connection.sendRequest<string>('dockerfileMentor/readFile', { uri });
    return readBundle(decodeText(base64));
  },
});
connection.listen();

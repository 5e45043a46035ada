import type { Connection } from 'vscode-languageserver';
import type { FileKind, FileSystem } from './files.ts';

/** VS Code's `FileType`: bit flags, a symbolic link adds 64. */
const directoryBit = 2;
const linkBit = 64;

/** Reads files through the client: `dockerfileMentor/readFile`, `readDirectory`, `stat`. What fails is not there. */
export function clientFileSystem(connection: Connection): FileSystem {
  const ask = <T>(method: string, uri: string): Promise<T | undefined> =>
    connection.sendRequest<T>(`dockerfileMentor/${method}`, { uri }).catch(() => undefined);
  return {
    async readFile(uri) {
      const base64 = await ask<string>('readFile', uri);
      return base64 === undefined ? undefined : decodeText(base64);
    },
    async readDirectory(uri) {
      const entries = await ask<[string, number][]>('readDirectory', uri);
      return entries?.map(([name, type]) => [name, kindOf(type), (type & linkBit) !== 0] as const);
    },
    async stat(uri) {
      const found = await ask<{ type: number; size: number }>('stat', uri);
      return found && { kind: kindOf(found.type), size: found.size };
    },
  };
}

function kindOf(type: number): FileKind {
  return (type & directoryBit) !== 0 ? 'directory' : 'file';
}

/** Base64 of UTF-8 as text. */
export function decodeText(base64: string): string {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new TextDecoder().decode(bytes);
}

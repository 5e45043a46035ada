import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../files.ts';

/**
 * The disk for a program that runs once: synchronous, and what is not there costs one question to the system and no
 * exception. Only `file:` URIs.
 */
export const disk: FileSystem = {
  async readFile(uri) {
    const path = fileURLToPath(uri);
    const found = kindOf(path);
    if (found?.kind !== 'file') return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  async readDirectory(uri) {
    try {
      const entries = readdirSync(fileURLToPath(uri), { withFileTypes: true });
      return entries.map((entry) => [entry.name, entry.isDirectory() ? 'directory' : 'file'] as const);
    } catch {
      return undefined;
    }
  },
  async stat(uri) {
    return kindOf(fileURLToPath(uri));
  },
};

function kindOf(path: string): { kind: 'file' | 'directory'; size: number } | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && { kind: found.isDirectory() ? 'directory' : 'file', size: found.size };
  } catch {
    return undefined;
  }
}

import type { Connection } from 'vscode-languageserver';
import type { ImageFacts } from '../features/image.ts';
import { folderOf, nameOf } from '../files.ts';
import type { RunOutputs } from '../run/run.ts';
import type { About } from './about.ts';

interface ImageParams {
  readonly textDocument: { readonly uri: string };
  /** A stage, by name or number; without it the last one. */
  readonly target?: unknown;
}

interface RunParams extends ImageParams {
  readonly choices?: unknown;
}

/** What the sidebar asks of an image: what it will be, and how it is started. */
export function registerImage(connection: Connection, about: About): void {
  connection.onRequest(
    'dockerfileMentor/image',
    about<ImageParams, ImageFacts | null>(null, ({ target }, { uri, service, file, settings, inputs, ignored }) =>
      service.image(file, {
        folderName: nameOf(folderOf(uri)),
        ...targetOf(target),
        findings: ignored ? [] : service.lint(file, settings, inputs),
        hasIgnoreFile: inputs.ignoreFile !== undefined,
      }),
    ),
  );
  connection.onRequest(
    'dockerfileMentor/run',
    about<RunParams, RunOutputs | null>(null, ({ target, choices }, { uri, service, file }) =>
      service.run(file, {
        folderName: nameOf(folderOf(uri)),
        fileName: nameOf(uri),
        ...targetOf(target),
        choices,
      }),
    ),
  );
}

function targetOf(target: unknown): { target?: string } {
  return typeof target === 'string' && target !== '' ? { target } : {};
}

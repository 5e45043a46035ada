import { beforeEach, expect, test, vi } from 'vitest';

const run = vi.fn();
const said = vi.fn();
const commands = new Map<string, (uri?: unknown) => Promise<void>>();
let active: { document: { languageId: string; uri: FakeUri } } | undefined;

class FakeUri {
  scheme = 'file';
  path = '/w/Dockerfile';
  query = '';
  static from(parts: Partial<FakeUri>): FakeUri {
    return Object.assign(new FakeUri(), parts);
  }
  toString(): string {
    return `${this.scheme}:${this.path}?${this.query}`;
  }
}

vi.mock('vscode', () => ({
  Uri: FakeUri,
  ViewColumn: { Beside: -2 },
  Disposable: { from: () => ({ dispose: () => {} }) },
  EventEmitter: class {
    event = () => {};
    fire = () => {};
    dispose = () => {};
  },
  commands: {
    executeCommand: run,
    registerCommand: (name: string, handler: (uri?: unknown) => Promise<void>) => commands.set(name, handler),
  },
  window: {
    get activeTextEditor() {
      return active;
    },
    showInformationMessage: said,
  },
  workspace: {
    registerTextDocumentContentProvider: () => {},
    onDidCloseTextDocument: () => {},
    openTextDocument: async (uri: FakeUri) => ({ languageId: 'dockerfile', uri }),
  },
}));

interface Explainer {
  provideTextDocumentContent(uri: FakeUri): string;
}

/** As a string, because only the client's own project knows the types of VS Code. */
const { FileExplainer, explainFileCommand } = (await import('../../src/explainFile.ts' as string)) as {
  FileExplainer: new (server: unknown) => Explainer;
  explainFileCommand: string;
};
const request = vi.fn(async () => ({ markdown: '# What this Dockerfile does\n' }) as { markdown: string } | null);
const explainer = new FileExplainer({ request, uriOf: ({ uri }: { uri: FakeUri }) => uri.path });
const explain = (uri?: unknown): Promise<void> | undefined => commands.get(explainFileCommand)?.(uri);

beforeEach(() => {
  for (const spy of [run, said, request]) spy.mockClear();
  active = { document: { languageId: 'dockerfile', uri: new FakeUri() } };
});

test('the Dockerfile in the editor is shown as a preview', async () => {
  await explain();
  expect(request).toHaveBeenCalledWith('dockerfileMentor/explain', { textDocument: { uri: '/w/Dockerfile' } });
  const [command, uri] = run.mock.calls[0] as [string, FakeUri];
  expect(command).toBe('markdown.showPreviewToSide');
  expect(explainer.provideTextDocumentContent(uri)).toContain('# What this Dockerfile does');
});

test('a menu names the file', async () => {
  active = undefined;
  await explain(FakeUri.from({ path: '/w/other.Dockerfile' }));
  expect(request).toHaveBeenCalledWith('dockerfileMentor/explain', { textDocument: { uri: '/w/other.Dockerfile' } });
});

test('without a Dockerfile it says what to do', async () => {
  active = undefined;
  await explain();
  expect(said).toHaveBeenCalledOnce();
  expect(run).not.toHaveBeenCalled();
});

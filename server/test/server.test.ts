import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic, MarkupContent } from 'vscode-languageserver-types';
import { startClient, type TestClient } from './client.ts';

const uri = 'file:///w/Dockerfile';
const bad = 'FROM debian:13\nRUN apt-get install curl\n';
let client: TestClient;

afterEach(async () => {
  expect(client.errors).toEqual([]);
  await client.stop();
});

const text = (hover: unknown): string => ((hover as { contents: MarkupContent } | null)?.contents.value ?? '').trim();

describe('initialize', () => {
  test('utf-16, incremental sync, push where the client cannot pull', async () => {
    client = await startClient();
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: 2,
      hoverProvider: true,
    });
    expect(client.initialized.capabilities['diagnosticProvider']).toBeUndefined();
    expect(client.initialized.serverInfo?.name).toBe('dockerfile-mentor');
  });
});

describe('languages', () => {
  const cases = [
    ['initialize.locale', { locale: 'zh-CN' }, '把'],
    [
      'initializationOptions.locale over initialize.locale',
      { locale: 'en', initializationOptions: { locale: 'zh-cn' } },
      '把',
    ],
    ['the setting over initialize.locale', { locale: 'en', settings: { locale: 'zh-cn' } }, '把'],
    ['English for Traditional Chinese', { locale: 'zh-TW' }, 'Copies'],
    ['English without any', {}, 'Copies'],
  ] as const;
  test.each(cases)('%s', async (_title, options, expected) => {
    client = await startClient(options);
    await client.open(uri, 'FROM a:1\nCOPY a b\n');
    expect(text(await client.hover(uri, 1, 1))).toContain(expected);
  });

  test('the project file is asked when the editor says nothing', async () => {
    client = await startClient({ files: { 'file:///w/.dockerfile-mentor.yaml': 'locale: zh-cn\n' } });
    const pushed = client.pushed(uri);
    await client.open(uri, bad);
    expect((await pushed)[0]?.message).toContain('构建');
  });
});

describe('diagnostics', () => {
  test('are pushed with code, source, link and version', async () => {
    client = await startClient();
    const pushed = client.pushed(uri);
    await client.open(uri, bad);
    const diagnostics = await pushed;
    expect(diagnostics.find(({ code }) => code === 'apt-get-missing-yes')).toMatchObject({
      source: 'dockerfile-mentor',
      severity: 2,
      range: { start: { line: 1, character: 12 }, end: { line: 1, character: 19 } },
      codeDescription: { href: expect.stringContaining('/docs/en/rules/apt-get-missing-yes.md') },
    });
  });

  test('are pulled where the client can, and follow the text', async () => {
    client = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
    await client.open(uri, bad);
    const pull = async (): Promise<string[]> => {
      const report = await client.connection.sendRequest<{ items: { code: string }[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.items.map(({ code }) => code);
    };
    expect(await pull()).toContain('apt-get-missing-yes');
    await client.change(uri, 2, 'FROM debian:13\nRUN apt-get install -y curl\n');
    expect(await pull()).not.toContain('apt-get-missing-yes');
  });

  test('move with what is typed above them', async () => {
    client = await startClient();
    const opened = client.pushed(uri);
    await client.open(uri, bad);
    const before = await opened;
    const changed = client.pushed(uri);
    await client.change(uri, 2, bad.replace('RUN', '\n# why\nRUN'));
    const down = ({ line, character }: Diagnostic['range']['start']): Diagnostic['range']['start'] =>
      line === 0 ? { line, character } : { line: line + 2, character };
    const expected = before.map((one) => ({
      ...one,
      range: { start: down(one.range.start), end: down(one.range.end) },
    }));
    expect(before.length).toBeGreaterThan(1);
    expect(await changed).toEqual(expected);
  });

  test('severities come from settings and the project file, the file first', async () => {
    client = await startClient({
      settings: { rules: { DL3014: 'error', 'instruction-casing': 'off' } },
      files: { 'file:///w/.dockerfile-mentor.yaml': 'rules:\n  apt-get-missing-yes: info\n' },
    });
    const pushed = client.pushed(uri);
    await client.open(uri, bad);
    expect((await pushed).find(({ code }) => code === 'apt-get-missing-yes')?.severity).toBe(3);
  });

  test('a mistake in the project file is a diagnostic in that file', async () => {
    const file = 'file:///w/.dockerfile-mentor.yaml';
    client = await startClient({ files: { [file]: 'rules:\n  apt-get-mising-yes: error\n' } });
    const pushed = client.pushed(file);
    await client.open(uri, bad);
    expect(await pushed).toMatchObject([
      { message: expect.stringContaining('apt-get-missing-yes'), range: { start: { line: 1, character: 2 } } },
    ]);
  });

  test('a .dockerignore is read; the one named after the Dockerfile wins', async () => {
    client = await startClient({
      files: { 'file:///w/.dockerignore': 'a\n', 'file:///w/Dockerfile.dockerignore': 'b\n' },
    });
    const pushed = client.pushed(uri);
    await client.open(uri, 'FROM x:1\nCOPY a b /x/\n');
    expect(
      (await pushed).filter(({ code }) => code === 'copy-ignored-file').map(({ range }) => range.start.character),
    ).toEqual([7]);
  });
});

describe('code actions', () => {
  test('a quick fix, an ignore comment and fix-all, with versioned edits where the client takes them', async () => {
    client = await startClient({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
    await client.open(uri, bad);
    const actions = await client.codeActions(uri, 1, 14);
    expect(actions[0]).toMatchObject({
      title: 'Insert `-y`',
      kind: 'quickfix',
      isPreferred: true,
      edit: { documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ newText: ' -y' }] }] },
    });
    expect(actions.map(({ title }) => title)).toContain('Ignore `apt-get-missing-yes` here');
    const all = await client.codeActions(uri, 0, 0, ['source.fixAll']);
    expect(all.map(({ kind }) => kind)).toEqual(['source.fixAll.dockerfileMentor']);
  });

  test('a new ignore file where the client creates files and there is none', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create'] };
    const created = async (options: Parameters<typeof startClient>[0]): Promise<boolean> => {
      client = await startClient(options);
      await client.open(uri, 'FROM debian:13\nCOPY . .\n');
      const actions = await client.codeActions(uri, 1, 0, ['refactor']);
      return actions.some(({ edit }) => edit?.documentChanges?.some((change) => 'kind' in change));
    };
    const capabilities = { workspace: { workspaceEdit } };
    expect(await created({ capabilities })).toBe(true);
    await client.stop();
    expect(await created({ capabilities, files: { 'file:///w/.dockerignore': '' } })).toBe(false);
    await client.stop();
    expect(await created({})).toBe(false);
  });

  test('plain edits for a client that knows no versions', async () => {
    client = await startClient();
    await client.open(uri, bad);
    expect((await client.codeActions(uri, 1, 14))[0]?.edit?.changes?.[uri]).toMatchObject([{ newText: ' -y' }]);
  });
});

describe('old clients and new', () => {
  const twice = 'FROM a:1\nMAINTAINER b\nCMD ["a"]\nCMD ["b"]\n';

  test('related places and tags only for a client that shows them; the link unless it is refused', async () => {
    const diagnostics = async (publishDiagnostics?: object): Promise<Diagnostic[]> => {
      client = await startClient({
        capabilities: { textDocument: { ...(publishDiagnostics && { publishDiagnostics }) } },
      });
      const pushed = client.pushed(uri);
      await client.open(uri, twice);
      return pushed;
    };
    const old = await diagnostics();
    expect(old.some(({ tags, relatedInformation }) => tags || relatedInformation)).toBe(false);
    expect(old.every(({ codeDescription }) => codeDescription)).toBe(true);
    await client.stop();
    const plain = await diagnostics({ codeDescriptionSupport: false, tagSupport: { valueSet: [1] } });
    expect(plain.some(({ codeDescription }) => codeDescription)).toBe(false);
    expect(new Set(plain.flatMap(({ tags }) => tags ?? []))).not.toContain(2);
    await client.stop();
    const all = await diagnostics({ relatedInformation: true, tagSupport: { valueSet: [1, 2] } });
    expect(new Set(all.flatMap(({ tags }) => tags ?? []))).toContain(2);
  });

  test('pull: what the client shows is said in either of its capabilities', async () => {
    client = await startClient({
      capabilities: { textDocument: { diagnostic: {}, publishDiagnostics: { tagSupport: { valueSet: [2] } } } },
    });
    await client.open(uri, twice);
    const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(items.find(({ code }) => code === 'maintainer-deprecated')?.tags).toEqual([2]);
  });
});

describe('workspace diagnostics', () => {
  const files = (): Record<string, string> => ({
    'file:///w/Dockerfile': bad,
    'file:///w/a/api.Dockerfile': bad,
    'file:///w/a/Dockerfile.dockerignore': 'x',
    'file:///w/node_modules/x/Dockerfile': bad,
    'file:///w/.gitignore': 'build/\n',
    'file:///w/build/Dockerfile': bad,
  });
  const pullAll = (previousResultIds: object[] = []) =>
    client.connection.sendRequest<{ items: { uri: string; kind: string; resultId: string; items?: Diagnostic[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds },
    );

  test('off by default', async () => {
    client = await startClient({ capabilities: { textDocument: { diagnostic: {} } }, files: files() });
    expect(client.initialized.capabilities['diagnosticProvider']).toMatchObject({ workspaceDiagnostics: false });
    expect((await pullAll()).items).toEqual([]);
  });

  test('every Dockerfile that is not open; unchanged ones are not sent again', async () => {
    const disk = files();
    client = await startClient({
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { settings: { workspaceDiagnostics: true } },
      files: disk,
    });
    expect(client.initialized.capabilities['diagnosticProvider']).toMatchObject({ workspaceDiagnostics: true });
    const first = await pullAll();
    expect(first.items.map((item) => item.uri)).toEqual(['file:///w/Dockerfile', 'file:///w/a/api.Dockerfile']);
    expect(first.items[0]?.items?.map(({ code }) => code)).toContain('apt-get-missing-yes');
    await client.open(uri, bad);
    disk['file:///w/a/new/Dockerfile'] = 'FROM a:1\n';
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///w/a/new/Dockerfile', type: 1 }],
    });
    const again = await pullAll(first.items.map(({ uri: value, resultId }) => ({ uri: value, value: resultId })));
    expect(again.items.map((item) => [item.uri, item.kind])).toEqual([
      ['file:///w/a/api.Dockerfile', 'unchanged'],
      ['file:///w/a/new/Dockerfile', 'full'],
    ]);
  });

  test('registered with what the settings say, where the client lets us', async () => {
    const registered: { method: string; registerOptions?: { workspaceDiagnostics?: boolean } }[] = [];
    client = await startClient({
      capabilities: {
        workspace: { configuration: true },
        textDocument: { diagnostic: { dynamicRegistration: true } },
      },
      settings: { workspaceDiagnostics: true },
      onRegister: (registrations) => registered.push(...(registrations as typeof registered)),
    });
    expect(client.initialized.capabilities['diagnosticProvider']).toBeUndefined();
    await expect.poll(() => registered.find(({ method }) => method === 'textDocument/diagnostic')).toBeDefined();
    const options = registered.find(({ method }) => method === 'textDocument/diagnostic')?.registerOptions;
    expect(options).toMatchObject({ workspaceDiagnostics: true, identifier: 'dockerfile-mentor' });
  });

  test('pushed to a client that does not ask', async () => {
    client = await startClient({ settings: { workspaceDiagnostics: true }, files: files() });
    const pushed = client.pushed('file:///w/a/api.Dockerfile');
    expect((await pushed).map(({ code }) => code)).toContain('apt-get-missing-yes');
  });
});

describe('files that change', () => {
  const file = 'file:///w/.dockerfile-mentor.yaml';
  const codes = async (pushed: Promise<Diagnostic[]>): Promise<unknown[]> => (await pushed).map(({ code }) => code);

  test('a configuration file counts as it is typed, and as it is on the disk when it is closed', async () => {
    client = await startClient({ files: { [file]: 'rules: { DL3014: off }\n' } });
    let next = client.pushed(uri);
    await client.open(uri, bad);
    expect(await codes(next)).not.toContain('apt-get-missing-yes');
    next = client.pushed(uri);
    await client.open(file, 'rules: { DL3014: error }\n', 'yaml');
    expect(await codes(next)).toContain('apt-get-missing-yes');
    const mistakes = client.pushed(file);
    next = client.pushed(uri);
    await client.change(file, 2, 'rules: { DL3014: errr }\n');
    expect(await mistakes).toHaveLength(1);
    expect(await codes(next)).toContain('apt-get-missing-yes');
    const cleared = client.pushed(file);
    next = client.pushed(uri);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
    expect(await cleared).toEqual([]);
    expect(await codes(next)).not.toContain('apt-get-missing-yes');
  });

  test('a configuration file that is deleted leaves nothing behind', async () => {
    const files: Record<string, string> = { [file]: 'presett: all\n' };
    client = await startClient({ files });
    const mistakes = client.pushed(file);
    await client.open(uri, bad);
    expect(await mistakes).toHaveLength(1);
    delete files[file];
    const cleared = client.pushed(file);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 3 }] });
    expect(await cleared).toEqual([]);
  });

  test('a .dockerignore is read again', async () => {
    const files: Record<string, string> = {};
    client = await startClient({ files });
    let next = client.pushed(uri);
    await client.open(uri, 'FROM x:1\nCOPY a b /x/\n');
    expect(await codes(next)).not.toContain('copy-ignored-file');
    files['file:///w/.dockerignore'] = 'a\n';
    next = client.pushed(uri);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///w/.dockerignore', type: 1 }],
    });
    expect(await codes(next)).toContain('copy-ignored-file');
  });
});

describe('turning a rule off', () => {
  const off = async (): Promise<CodeAction[]> =>
    (await client.codeActions(uri, 1, 14)).filter(({ title }) => title.startsWith('Turn off'));

  test('in the configuration file that holds, open or not', async () => {
    const file = 'file:///w/.dockerfile-mentor.yaml';
    client = await startClient({
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
      files: { [file]: 'rules:\n  DL3008: error # why\n' },
    });
    await client.open(uri, bad);
    const [action] = await off();
    expect(action?.title).toBe('Turn off `apt-get-missing-yes` in .dockerfile-mentor.yaml');
    expect(action?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: file, version: null }, edits: [{ newText: '\n  apt-get-missing-yes: off' }] },
    ]);
    await client.open(file, 'rules: {}\n', 'yaml');
    expect((await off())[0]?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: file, version: 1 }, edits: [{ newText: '{ apt-get-missing-yes: off }' }] },
    ]);
  });

  test('in the settings of a client that can change them, else not at all', async () => {
    client = await startClient({ initializationOptions: { commands: ['dockerfileMentor.setRule'] } });
    await client.open(uri, bad);
    expect((await off())[0]?.command).toMatchObject({
      command: 'dockerfileMentor.setRule',
      arguments: ['apt-get-missing-yes', 'off', uri],
    });
    await client.stop();
    client = await startClient();
    await client.open(uri, bad);
    expect(await off()).toEqual([]);
  });
});

describe('pages and facts for the sidebar', () => {
  test('dockerfileMentor/page gives Markdown and diagrams', async () => {
    client = await startClient({ locale: 'zh-cn' });
    const page = await client.connection.sendRequest<{ markdown: string; diagrams: Record<string, string> }>(
      'dockerfileMentor/page',
      { path: 'topics/networks' },
    );
    expect(page.markdown).toContain('桥接');
    expect(page.diagrams['diagrams/bridge.svg']).toContain('<svg');
    expect(await client.connection.sendRequest('dockerfileMentor/page', { path: '../package' })).toBeNull();
  });

  test('dockerfileMentor/image gives ports, volumes and the user of the final stage', async () => {
    client = await startClient();
    await client.open(uri, 'FROM a:1 AS b\nEXPOSE 1\nFROM c:1\nARG P=80\nEXPOSE $P/udp\nVOLUME /data\nUSER app\n');
    expect(await client.connection.sendRequest('dockerfileMentor/image', { textDocument: { uri } })).toMatchObject({
      name: 'w',
      user: 'app',
      ports: [{ text: '$P/udp', port: '80', protocol: 'udp' }],
      volumes: [{ path: '/data' }],
    });
  });
});

describe('bad input', () => {
  const inputs: Record<string, string> = {
    empty: '',
    'only comments': '# a\n# b\n',
    'no FROM': 'RUN x\n',
    'half-typed': 'FROM a\nRUN --mount=type=\nCOPY --from\nENV \nLABEL "\nCMD [\nHEALTHCHECK\nONBUILD\nEXPOSE\nARG',
    'carriage returns': 'FROM a\r\nRUN b \\\r\n c\rRUN d\r\n',
    'byte order mark': '\uFEFFFROM a\nRUN b\n',
    'tabs and emoji': 'FROM a\n\tLABEL "🐳🐳"="🐋 x"\n',
    'unterminated heredoc': 'FROM a\nRUN <<EOF\nfoo\n',
    'unterminated quotes': 'FROM a\nENV A="b\nRUN echo "x\n',
    'escape backtick': '# escape=`\nFROM a\nRUN b `\n c\n',
    'NUL bytes': 'FROM a\0\nRUN \0\0\n',
    binary: String.fromCharCode(...Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256)),
  };
  test.each(Object.entries(inputs))('%s: an answer or silence everywhere', async (_title, input) => {
    client = await startClient();
    const pushed = client.pushed(uri);
    await client.open(uri, input);
    for (const { range } of await pushed) expect(range.end.line).toBeGreaterThanOrEqual(range.start.line);
    const lines = input.split('\n').length;
    for (let line = 0; line < Math.min(lines, 12); line++) {
      for (const character of [0, 3, 8, 200]) {
        await client.hover(uri, line, character);
        await client.completion(uri, line, character);
        await client.codeActions(uri, line, character);
      }
    }
    await client.hover(uri, 99_999, 99_999);
  });

  test('requests for documents that are not open answer with nothing', async () => {
    client = await startClient();
    expect(await client.hover('file:///w/other', 0, 0)).toBeNull();
    expect(await client.completion('file:///w/other', 0, 0)).toEqual([]);
    expect(await client.codeActions('file:///w/other', 0, 0)).toEqual([]);
  });

  test('fifty queued edits cost few computations, and the last one is answered', async () => {
    client = await startClient();
    let answers = 0;
    client.connection.onNotification('textDocument/publishDiagnostics', () => {
      answers++;
    });
    await client.open(uri, bad);
    for (let version = 2; version <= 51; version++) client.change(uri, version, `${bad}# ${version}\n`);
    await client.hover(uri, 0, 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThanOrEqual(3);
  });
});

describe('formatting', () => {
  const send = (method: string, params: object): Promise<unknown> =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, options: {}, ...params });
  const at = (line: number, character: number) => ({ line, character });
  const insertion = (line: number, character: number, newText: string) => ({
    range: { start: at(line, character), end: at(line, character) },
    newText,
  });

  test('documents, ranges and what was just typed, by the settings; the project file goes first', async () => {
    client = await startClient({
      settings: { format: { indent: 8, keywordCase: 'keep' } },
      files: { 'file:///w/.dockerfile-mentor.yaml': 'format: { indent: 3 }\n' },
    });
    expect(client.initialized.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['\\', '`'] },
    });
    await client.open(uri, 'from a:1\nRUN b \\\n c\nRUN d \\\n\n');
    expect(await send('formatting', {})).toEqual([insertion(2, 1, '  ')]);
    expect(await send('rangeFormatting', { range: { start: at(0, 0), end: at(2, 0) } })).toEqual([]);
    expect(await send('onTypeFormatting', { position: at(4, 0), ch: '\n' })).toEqual([insertion(4, 0, '   ')]);
  });

  test('not of files that are ignored', async () => {
    client = await startClient({ settings: { ignore: ['Dockerfile'] } });
    await client.open(uri, 'from a:1\n');
    expect(await send('formatting', {})).toEqual([]);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
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

  test('plain edits for a client that knows no versions', async () => {
    client = await startClient();
    await client.open(uri, bad);
    expect((await client.codeActions(uri, 1, 14))[0]?.edit?.changes?.[uri]).toMatchObject([{ newText: ' -y' }]);
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

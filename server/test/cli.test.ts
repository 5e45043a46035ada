import { chmodSync, linkSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bad, clean, folder, good, lintJson, onlyApt, run } from './cli/harness.ts';

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe('the call', () => {
  test('help and version work everywhere', async () => {
    const cwd = folder();
    for (const command of [[], ['lint'], ['fix'], ['format'], ['explain'], ['lsp']]) {
      const help = await run(cwd, [...command, '--help']);
      expect(help).toMatchObject({ status: 0, err: '' });
      expect(help.out).toContain(['Usage: dockerfile-mentor', ...command].join(' '));
      expect(await run(cwd, [...command, '--version'])).toMatchObject({
        status: 0,
        out: expect.stringMatching(/^dockerfile-mentor \d+\.\d+\.\d+\n$/),
      });
    }
  });

  test('without a command the help goes to standard error', async () => {
    const { status, out, err } = await run(folder(), []);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Usage: dockerfile-mentor');
  });

  const mistakes: [argv: string[], reason: string][] = [
    [['lnt'], 'There is no command `lnt`: did you mean `lint`?'],
    [['frobnicate'], 'there are lint, fix, format, explain, lsp.'],
    [['Dockerfile.dev'], 'to check a file: `dockerfile-mentor lint Dockerfile.dev`'],
    [['lint', '--formt', 'json'], 'did you mean `--format`?'],
    [['lint', '--unsafe'], 'There is no option `--unsafe` here'],
    [['lint', '-x'], 'There is no option `-x` here'],
    [['lint', '--format', 'yaml'], '`--format` cannot be `yaml`; expected: text, json, sarif, github'],
    [['lint', '--format'], '`--format` needs a value: text, json, sarif, github'],
    [['lint', '--format', '--stdin'], '`--format` needs a value'],
    [['lint', '--stdin=yes'], '`--stdin` takes no value.'],
    [['lint', '--fail-on', 'style'], 'expected: error, warning, info, hint, never'],
    [['lint', '--preset', 'strict'], 'expected: recommended, buildkit, hadolint, all, none'],
    [['lint', '--locale', 'fr'], 'expected: en, zh-cn'],
    [['lint', '--rule', 'apt-get-mising-yes=off'], 'did you mean `apt-get-missing-yes`?'],
    [['lint', '--rule', 'dl3014=off'], 'did you mean `DL3014`?'],
    [['lint', '--rule', 'DL3014'], 'needs a value: off, on, error, warning, info, hint'],
    [['lint', '--rule', 'DL3014=bad'], 'needs a value: off, on, error, warning, info, hint'],
    [['lint', '--stdin', 'Dockerfile'], 'With `--stdin` there can be no PATH.'],
    [['lint', '--config', 'nowhere.yaml'], 'nowhere.yaml: There is no such file or folder.'],
    [['fix', '--rule', 'apt-get-mising-yes'], 'did you mean `apt-get-missing-yes`?'],
    [['fix', '--fail-on', 'error'], 'There is no option `--fail-on` here'],
    [['explain'], 'Say what to explain'],
    [['explain', 'DL3O14'], 'did you mean `DL3014`?'],
    [['explain', 'COPY', '--frm'], 'COPY has no flag `--frm`: did you mean `--from`?'],
    [['explain', '--file', 'nowhere'], 'nowhere: There is no such file or folder.'],
    [['explain', '--file', 'Dockerfile', 'RUN'], 'With `--file` there can be no TOPIC.'],
    [['lsp'], '`lsp` needs `--stdio`.'],
    [['format', '--dry-run'], 'There is no option `--dry-run` here'],
  ];
  test.each(mistakes)('%j ends with 2 and one line', async (argv, reason) => {
    const { status, out, err } = await run(folder({ Dockerfile: clean }), argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^dockerfile-mentor: [^\n]+\n$/);
    expect(err).toContain(reason);
  });

  test('the last of an option counts, and PATH may be anything behind --', async () => {
    const cwd = folder({ '--help': bad });
    const { out } = await run(cwd, ['lint', '--format', 'text', '--format=json', '--', '--help']);
    expect(JSON.parse(out).files[0].path).toBe('--help');
  });
});

describe('the language', () => {
  const chinese = /[\u4E00-\u9FFF]/;
  const message = async (cwd: string, argv: string[], env: Record<string, string> = {}): Promise<string> =>
    JSON.parse((await run(cwd, ['lint', ...onlyApt, '--format=json', ...argv], { env })).out).files[0].diagnostics[0]
      .message;

  test('is that of the flag, the file, the environment, in this order', async () => {
    const plain = folder({ Dockerfile: bad });
    expect(await message(plain, [])).not.toMatch(chinese);
    expect(await message(plain, [], { LANG: 'zh_CN.UTF-8' })).toMatch(chinese);
    expect(await message(plain, [], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' })).not.toMatch(chinese);
    expect(await message(plain, [], { LANG: 'C', LC_MESSAGES: 'zh_SG' })).toMatch(chinese);
    expect(await message(plain, [], { LANG: 'zh_TW.UTF-8' })).not.toMatch(chinese);
    expect(await message(plain, ['--locale', 'zh-cn'], { LANG: 'en_US' })).toMatch(chinese);
    const configured = folder({ Dockerfile: bad, '.dockerfile-mentor.yaml': 'locale: zh-cn\n' });
    expect(await message(configured, [], { LANG: 'en_US' })).toMatch(chinese);
    expect(await message(configured, ['--locale=en'])).not.toMatch(chinese);
  });

  test('of what is said about the call is that of the configuration around the first path', async () => {
    const cwd = folder({ 'a/Dockerfile': bad, 'a/.dockerfile-mentor.yaml': 'locale: zh-cn\nrules: { DL0000: off }\n' });
    expect((await run(cwd, ['lint', 'a'])).err).toMatch(chinese);
    expect((await run(cwd, ['lint', '--locale', 'en', 'a'])).err).not.toMatch(chinese);
  });

  test('may differ from file to file', async () => {
    const cwd = folder({ 'a/Dockerfile': bad, 'b/Dockerfile': bad, 'b/.dockerfile-mentor.yml': 'locale: zh-cn\n' });
    const { report } = await lintJson(cwd, ...onlyApt);
    expect(report.files.map(({ diagnostics }) => chinese.test(diagnostics[0]?.message ?? ''))).toEqual([false, true]);
  });
});

describe('lint', () => {
  test('answers with the status of what it found', async () => {
    const cwd = folder({ Dockerfile: bad, 'clean/Dockerfile': clean });
    const status = async (...argv: string[]): Promise<number> => (await run(cwd, ['lint', ...onlyApt, ...argv])).status;
    expect(await status()).toBe(1);
    expect(await status('clean')).toBe(0);
    expect(await status('--fail-on', 'error')).toBe(0);
    expect(await status('--fail-on', 'info')).toBe(1);
    expect(await status('--fail-on', 'never')).toBe(0);
    expect(await status('--rule', 'DL3014=info')).toBe(0);
    expect(await status('--rule', 'DL3014=info', '--fail-on=info')).toBe(1);
    expect(await status('--rule', 'DL3014=hint', '--fail-on=info')).toBe(0);
    expect(await status('--rule', 'DL3014=hint', '--fail-on=hint')).toBe(1);
    expect(await status('--rule', 'DL3014=off')).toBe(0);
    expect(await status('--rule', 'DL3014=off', '--rule', 'DL3014=error', '--fail-on=error')).toBe(1);
  });

  test('does the rest where something cannot be used, and names that in a line each', async () => {
    const cwd = folder({
      Dockerfile: bad,
      'Dockerfile.bin': new Uint8Array([70, 82, 79, 77, 0, 1]),
      'Dockerfile.utf16': Buffer.from('\uFEFFFROM a', 'utf16le'),
    });
    const { status, report, err } = await lintJson(cwd, ...onlyApt, '.', 'nowhere');
    expect(status).toBe(2);
    expect(report.files.map(({ path }) => path)).toEqual(['Dockerfile']);
    expect(err.trimEnd().split('\n').sort()).toEqual([
      'Dockerfile.bin: This is no text file.',
      'Dockerfile.utf16: This file is UTF-16, but the builder reads UTF-8 only.',
      'nowhere: There is no such file or folder.',
    ]);
  });

  test('takes files that are not quite text as they are', async () => {
    const cwd = folder({
      'latin1.Dockerfile': Buffer.from(`# caf\xE9\n${bad}`, 'latin1'),
      'bom.Dockerfile': `\uFEFF${bad}`,
      'crlf.Dockerfile': bad.replaceAll('\n', '\r\n'),
      'empty.Dockerfile': '',
      'long.Dockerfile': `FROM a:1\nRUN ${'x'.repeat(200_000)} && apt-get install curl\n`,
    });
    const { status, report } = await lintJson(cwd, ...onlyApt);
    expect(status).toBe(1);
    const places = report.files.map(({ path, diagnostics }) => [path, diagnostics[0]?.range.start]);
    expect(places).toEqual([
      ['bom.Dockerfile', { line: 1, character: 12 }],
      ['crlf.Dockerfile', { line: 1, character: 12 }],
      ['empty.Dockerfile', undefined],
      ['latin1.Dockerfile', { line: 2, character: 12 }],
      ['long.Dockerfile', { line: 1, character: 200_016 }],
    ]);
    const { out } = await run(cwd, ['lint', ...onlyApt]);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(300);
  });

  test('reads standard input under a name', async () => {
    const cwd = folder({ 'sub/.dockerfile-mentor.yaml': 'rules: { apt-get-missing-yes: error }\n' });
    const argv = ['lint', '--stdin', '--stdin-filename', 'sub/Containerfile', '--format', 'json'];
    const { status, out } = await run(cwd, argv, { stdin: bad });
    expect(status).toBe(1);
    const { path, diagnostics } = JSON.parse(out).files[0];
    expect([path, diagnostics[0].severity]).toEqual(['sub/Containerfile', 'error']);
    const plain = await run(cwd, ['lint', '-', '--format', 'json'], { stdin: clean });
    expect(JSON.parse(plain.out).files).toEqual([{ path: 'Dockerfile', diagnostics: [] }]);
    expect(await run(cwd, ['lint', '--stdin'], { stdin: new Uint8Array([0]) })).toMatchObject({
      status: 2,
      err: 'Dockerfile: This is no text file.\n',
    });
  });
});

describe('configuration', () => {
  test('is the nearest, up to the working directory or the repository', async () => {
    const cwd = folder({
      '.dockerfile-mentor.yaml': 'preset: none\n',
      'sub/Dockerfile': bad,
      'own/.dockerfile-mentor.yaml': 'preset: none\nrules: { DL3014: info }\n',
      'own/Dockerfile': bad,
      'own/.hadolint.yaml': 'override: { error: [DL3014] }\n',
    });
    const { status, report } = await lintJson(cwd);
    expect(status).toBe(0);
    expect(report.files.map(({ path, diagnostics }) => [path, diagnostics.map(({ severity }) => severity)])).toEqual([
      ['own/Dockerfile', ['info']],
      ['sub/Dockerfile', []],
    ]);
    const repository = folder({
      '.git/HEAD': '',
      '.dockerfile-mentor.yaml': 'preset: none\n',
      'deep/er/Dockerfile': bad,
    });
    expect((await lintJson(join(repository, 'deep/er'))).report.files[0]?.diagnostics).toEqual([]);
  });

  test('with a mistake ends with 2 and is still used; each mistake is told once', async () => {
    const cwd = folder({
      '.dockerfile-mentor.yaml': 'preset: none\nrules:\n  apt-get-missing-yes: warning\n  DL9999: off\nnonsense: 1\n',
      Dockerfile: bad,
      'other.Dockerfile': clean,
    });
    const { status, report, err } = await lintJson(cwd);
    expect(status).toBe(2);
    expect(report.files.map(({ diagnostics }) => diagnostics.length)).toEqual([1, 0]);
    expect(err.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^\.dockerfile-mentor\.yaml:4:3: There is no rule `DL9999`/),
      expect.stringMatching(/^\.dockerfile-mentor\.yaml:5:1: There is no setting `nonsense`/),
    ]);
  });

  test('of --config takes the place of those that would be found', async () => {
    const cwd = folder({
      '.dockerfile-mentor.yaml': 'preset: none\n',
      'ci/lint.yaml': 'preset: none\nrules: { DL3014: error }\n',
      'ci/broken.yaml': 'rules: [\n',
      'ci/strict.hadolint.yml': 'ignored: [DL3006]\n',
      'hadolint.yaml': 'ignored: [DL3014]\noverride: { error: [DL3006] }\n',
      Dockerfile: 'FROM debian\nRUN apt-get install curl\n',
    });
    const { report } = await lintJson(cwd, '--config', 'ci/lint.yaml');
    expect(report.files[0]?.diagnostics.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'apt-get-missing-yes error',
    ]);
    const broken = await run(cwd, ['lint', '--config', 'ci/broken.yaml']);
    expect(broken.status).toBe(2);
    expect(broken.err).toMatch(/^ci\/broken\.yaml:\d+:\d+: [^\n]+\n$/);
    const hadolint = (await lintJson(cwd, '--config', 'hadolint.yaml')).report.files[0]?.diagnostics ?? [];
    expect(hadolint.map(({ aliases }) => aliases.join())).not.toContain('DL3014');
    expect(hadolint.find(({ aliases }) => aliases.includes('DL3006'))?.severity).toBe('error');
    const strict = (await lintJson(cwd, '--config', 'ci/strict.hadolint.yml')).report.files[0]?.diagnostics ?? [];
    expect(strict.map(({ aliases }) => aliases.join())).not.toContain('DL3006');
  });

  test('gives way to the flags, rule by rule', async () => {
    const cwd = folder({
      '.dockerfile-mentor.yaml': 'preset: none\nrules: { DL3014: off, apt-get-missing-yes: off }\n',
      Dockerfile: bad,
    });
    const { report } = await lintJson(cwd, '--rule', 'DL3014=error');
    expect(report.files[0]?.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect((await lintJson(cwd, '--preset', 'all')).report.files[0]?.diagnostics.map(({ rule }) => rule)).not.toContain(
      'apt-get-missing-yes',
    );
  });

  test('of hadolint sets the threshold, unless --fail-on does', async () => {
    const cwd = folder({
      '.hadolint.yaml': 'failure-threshold: error\noverride: { warning: [DL3014] }\n',
      Dockerfile: bad,
    });
    expect((await run(cwd, ['lint'])).status).toBe(0);
    expect((await run(cwd, ['lint', '--fail-on', 'warning'])).status).toBe(1);
  });

  test('leaves out what it ignores, and says so of a file that was named', async () => {
    const cwd = folder({ '.dockerfile-mentor.yaml': 'ignore: ["old/**"]\n', 'old/Dockerfile': bad, Dockerfile: clean });
    const all = await lintJson(cwd);
    expect([all.report.files.map(({ path }) => path), all.err]).toEqual([['Dockerfile'], '']);
    const named = await lintJson(cwd, 'old/Dockerfile');
    expect(named).toMatchObject({ status: 0, report: { files: [] } });
    expect(named.err).toContain('old/Dockerfile: Left out');
    expect(await run(cwd, ['fix'])).toMatchObject({ status: 0 });
    expect(read(cwd, 'old/Dockerfile')).toBe(bad);
  });
});

describe('fix', () => {
  const fix = ['fix', '--rule', 'DL3014'] as const;

  test('mends files in place and tells which', async () => {
    const cwd = folder({ 'a/Dockerfile': bad, 'b/Dockerfile': clean });
    const first = await run(cwd, fix);
    expect(first).toEqual({ status: 0, out: 'a/Dockerfile: fixed\nFiles fixed: 1 of 2\n', err: '' });
    expect([read(cwd, 'a/Dockerfile'), read(cwd, 'b/Dockerfile')]).toEqual([good, clean]);
    expect((await run(cwd, fix)).out).toBe('Nothing to fix; files looked at: 2\n');
  });

  test('keeps a byte order mark, line ends, and the end of the file', async () => {
    const cwd = folder({ Dockerfile: `\uFEFF${bad.replaceAll('\n', '\r\n').trimEnd()}` });
    expect((await run(cwd, [...fix, 'Dockerfile'])).status).toBe(0);
    expect(read(cwd, 'Dockerfile')).toBe(`\uFEFF${good.replaceAll('\n', '\r\n').trimEnd()}`);
  });

  test('--dry-run changes nothing and prints a diff', async () => {
    const cwd = folder({ 'a/Dockerfile': bad });
    const { status, out } = await run(cwd, [...fix, '--dry-run']);
    expect(status).toBe(1);
    expect(out).toBe(
      '--- a/a/Dockerfile\n+++ b/a/Dockerfile\n@@ -1,2 +1,2 @@\n FROM debian:13-slim\n-RUN apt-get install curl\n+RUN apt-get install -y curl\n',
    );
    expect(read(cwd, 'a/Dockerfile')).toBe(bad);
    expect(await run(folder({ Dockerfile: clean }), [...fix, '--dry-run'])).toEqual({ status: 0, out: '', err: '' });
  });

  test('over standard input goes to standard output', async () => {
    const cwd = folder();
    expect(await run(cwd, [...fix, '--stdin'], { stdin: bad })).toEqual({ status: 0, out: good, err: '' });
    expect(await run(cwd, [...fix, '--stdin'], { stdin: clean })).toEqual({ status: 0, out: clean, err: '' });
    const preview = await run(cwd, [...fix, '--stdin', '--dry-run', '--stdin-filename', 'x/Containerfile'], {
      stdin: bad,
    });
    expect(preview.status).toBe(1);
    expect(preview.out).toMatch(/^--- a\/x\/Containerfile\n/);
  });

  test('--rule limits it, and asks for the rule whatever the configuration says', async () => {
    const text = 'FROM debian:13-slim\nMAINTAINER me\nRUN apt-get install curl\n';
    const cwd = folder({ Dockerfile: text, '.dockerfile-mentor.yaml': 'rules: { DL3014: off }\n' });
    await run(cwd, fix);
    expect(read(cwd, 'Dockerfile')).toBe(text.replace('install', 'install -y'));
  });

  test('--unsafe applies what may change the image', async () => {
    const cwd = folder({ Dockerfile: 'FROM debian:13-slim\nRUNN true\n' });
    const argv = ['fix', '--rule', 'unknown-instruction'];
    expect((await run(cwd, argv)).out).toMatch(/^Nothing to fix/);
    await run(cwd, [...argv, '--unsafe']);
    expect(read(cwd, 'Dockerfile')).toBe('FROM debian:13-slim\nRUN true\n');
  });

  test('writes nothing that is not UTF-8', async () => {
    const bytes = Buffer.from(`# caf\xE9\n${bad}`, 'latin1');
    const cwd = folder({ Dockerfile: bytes, 'other.Dockerfile': bad });
    const { status, err } = await run(cwd, fix);
    expect(status).toBe(2);
    expect(err).toMatch(/^Dockerfile: This file is not UTF-8[^\n]*\n$/);
    expect(readFileSync(join(cwd, 'Dockerfile'))).toEqual(bytes);
    expect(read(cwd, 'other.Dockerfile')).toBe(good);
  });

  test('keeps mode, links and names', async () => {
    const cwd = folder({ 'real/Dockerfile': bad, hard: bad });
    chmodSync(join(cwd, 'real/Dockerfile'), 0o640);
    symlinkSync(join('real', 'Dockerfile'), join(cwd, 'Dockerfile.link'));
    linkSync(join(cwd, 'hard'), join(cwd, 'hard2'));
    expect((await run(cwd, [...fix, 'Dockerfile.link', 'hard'])).status).toBe(0);
    expect(read(cwd, 'real/Dockerfile')).toBe(good);
    expect(statSync(join(cwd, 'real/Dockerfile')).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(cwd, 'Dockerfile.link')).isSymbolicLink()).toBe(true);
    expect(read(cwd, 'hard2')).toBe(good);
  });

  test('a link and its target are shown once by --dry-run', async () => {
    const cwd = folder({ Dockerfile: bad });
    symlinkSync('Dockerfile', join(cwd, 'Dockerfile.link'));
    expect((await run(cwd, [...fix, '--dry-run'])).out.match(/^---/gm)).toHaveLength(1);
  });
});

describe('explain', () => {
  const topics: [words: string, first: string][] = [
    ['RUN', '# RUN'],
    ['run', '# RUN'],
    ['RUN --mount=type=cache', '# RUN `--mount=type=cache`'],
    ['RUN --mount=type=cache,target=/root/.npm', '# RUN `--mount=type=cache`'],
    ['RUN --mount type=cache', '# RUN `--mount=type=cache`'],
    ['COPY --from', '# COPY `--from`'],
    ['copy --from=build', '# COPY `--from`'],
    ['syntax', '# syntax'],
    ['DL3014', '# apt-get install asks for a confirmation'],
    ['dl3014', '# apt-get install asks for a confirmation'],
    ['apt-get-missing-yes', '# apt-get install asks for a confirmation'],
    ['volumes', '# Volumes'],
    ['topics/volumes', '# Volumes'],
    ['swarm and kubernetes', '# Swarm and Kubernetes'],
  ];
  test.each(topics)('%s', async (words, first) => {
    const { status, out } = await run(folder(), ['explain', ...words.split(' ')]);
    expect([status, out.split('\n')[0]]).toEqual([0, first]);
    expect((await run(folder(), ['explain', words])).out).toBe(out);
  });

  test('several topics at once, in either language', async () => {
    const { out } = await run(folder(), ['explain', 'FROM', 'COPY', '--link', 'DL3014', '--locale', 'zh-cn']);
    expect(out.match(/^# .*/gm)).toEqual(['# FROM', '# COPY `--link`', expect.stringContaining('apt-get')]);
    expect(out).toContain('## 语法');
    expect(out).toContain('`apt-get-missing-yes` · `DL3014`');
  });

  test('a terminal gets no Markdown', async () => {
    const { out } = await run(folder(), ['explain', 'COPY', '--from'], { isTTY: true });
    expect(out).not.toMatch(/`|\*\*/);
    expect(out).toContain('\x1b[1m');
  });

  test('a whole file, stage by stage', async () => {
    const text = `# syntax=docker/dockerfile:1
ARG TAG=22
FROM node:$TAG AS build
RUN --mount=type=cache,target=/root/.npm npm ci
RUN apt-get install curl
FROM scratch AS unused
FROM build
COPY --from=build /a /b
`;
    const cwd = folder({ 'x.Dockerfile': text });
    const { status, out, err } = await run(cwd, ['explain', '--file', 'x.Dockerfile']);
    expect([status, err]).toEqual([0, '']);
    expect(out.match(/^##? .*/gm)).toEqual([
      '# What this Dockerfile does',
      '## The final image',
      '## Before the first stage',
      '## Stage 0, `build`, from `node:22`',
      '## Stage 1, `unused`, from `scratch`',
      '## Stage 2, from `build`',
      '## What can be improved',
    ]);
    expect(out).toContain('Used in lines 7 and 8.');
    expect(out).toContain('what lines 4, 5 and 8 put into it');
    expect(out).toContain('declares `TAG=22`, which `--build-arg` can change');
    expect(out).toContain('A plain build leaves it out');
    expect(out).toContain('- line 4, RUN: runs `npm ci`; keeps `/root/.npm` between builds');
    expect(out).toMatch(/\*\*warning\*\* line 5: .*\(`apt-get-missing-yes`\)/);
  });
});

import { pathToFileURL } from 'node:url';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { folder, lintJson, onlyApt, run } from './harness.ts';

const text = 'FROM debian:13-slim\nRUN apt-get \\\n\tinstall 中文 curl\n';

describe('json', () => {
  test('has exactly the shape of the contract', async () => {
    const cwd = folder({ 'a/Dockerfile': text, 'b.Dockerfile': 'FROM scratch\n' });
    const { report } = await lintJson(cwd, ...onlyApt);
    expect(report).toEqual({
      version: 1,
      files: [
        {
          path: 'a/Dockerfile',
          diagnostics: [
            {
              rule: 'apt-get-missing-yes',
              aliases: ['DL3014'],
              category: 'correctness',
              severity: 'warning',
              message: expect.any(String),
              range: { start: { line: 2, character: 1 }, end: { line: 2, character: 8 } },
              fix: 'safe',
              url: expect.stringMatching(/^https:.*\/docs\/en\/rules\/apt-get-missing-yes\.md$/),
            },
          ],
        },
        { path: 'b.Dockerfile', diagnostics: [] },
      ],
    });
  });
});

describe('text', () => {
  test('shows the line with carets, and sums up', async () => {
    const cwd = folder({ Dockerfile: text });
    const { out } = await run(cwd, ['lint', ...onlyApt]);
    expect(out).toMatch(/^Dockerfile:3:2 warning .* \[apt-get-missing-yes DL3014\] \(can be fixed\)\n/);
    expect(out.split('\n').slice(1)).toEqual([
      '  3 | \tinstall 中文 curl',
      '    | \t^^^^^^^',
      '',
      '1 file checked: 1 finding (warning 1)',
      '`dockerfile-mentor fix` mends what can be fixed safely: 1',
      '',
    ]);
  });

  test('counts hints apart from findings', async () => {
    const cwd = folder({ Dockerfile: text, 'x.Dockerfile': text });
    const hints = await run(cwd, ['lint', ...onlyApt, '--rule', 'DL3014=hint']);
    expect(hints).toMatchObject({
      status: 0,
      out: expect.stringContaining('2 files checked: no findings, and 2 hints\n'),
    });
    expect((await run(cwd, ['lint', '--preset', 'none'])).out).toBe('2 files checked: no findings\n');
  });

  test('underlines wide characters over their whole width, and shows control characters', async () => {
    const cwd = folder({ Dockerfile: 'FROM debian:13-slim\nRUN echo 中文\x1b[31m && apt-get install curl\n' });
    const lines = (await run(cwd, ['lint', ...onlyApt])).out.split('\n');
    expect(lines[1]).toBe('  2 | RUN echo 中文␛[31m && apt-get install curl');
    expect(lines[2]).toBe(`    | ${' '.repeat('RUN echo ....'.length + '.[31m && apt-get '.length)}^^^^^^^`);
  });

  test('is coloured for terminals, NO_COLOR and FORCE_COLOR decide', async () => {
    const cwd = folder({ Dockerfile: text });
    const isColoured = async (env: Record<string, string>, isTTY: boolean): Promise<boolean> =>
      (await run(cwd, ['lint', ...onlyApt], { env, isTTY })).out.includes('\x1b[');
    expect(await isColoured({}, true)).toBe(true);
    expect(await isColoured({}, false)).toBe(false);
    expect(await isColoured({ NO_COLOR: '1' }, true)).toBe(false);
    expect(await isColoured({ NO_COLOR: '' }, true)).toBe(true);
    expect(await isColoured({ TERM: 'dumb' }, true)).toBe(false);
    expect(await isColoured({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await isColoured({ FORCE_COLOR: '0' }, true)).toBe(false);
  });
});

describe('github', () => {
  test('escapes data and properties, and gives columns within one line only', async () => {
    const cwd = folder({ 'a,b:c%d/Dockerfile': text });
    const { out } = await run(cwd, ['lint', ...onlyApt, '--format', 'github']);
    expect(out).toMatch(
      /^::warning file=a%2Cb%3Ac%25d\/Dockerfile,line=3,endLine=3,col=2,endColumn=9,title=dockerfile-mentor%3A apt-get-missing-yes::[^\n]+\n$/,
    );
    const info = await run(cwd, ['lint', ...onlyApt, '--format=github', '--rule', 'DL3014=info']);
    expect(info.out).toMatch(/^::notice /);
    expect(await run(cwd, ['lint', '--preset', 'none', '--format=github'])).toEqual({ status: 0, out: '', err: '' });
  });
});

describe('sarif', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  // The schema is of draft 04, whose differences it does not use.
  const isValid = ajv.compile({ ...schema, $schema: undefined, id: undefined } as unknown as Parameters<
    typeof ajv.compile
  >[0]);
  const sarif = async (cwd: string, ...argv: string[]) => {
    const { out } = await run(cwd, ['lint', '--format', 'sarif', ...argv]);
    const log = JSON.parse(out);
    isValid(log);
    expect(isValid.errors).toBe(null);
    return log.runs[0];
  };

  test('has rules with help and places that viewers find', async () => {
    const cwd = folder({ 'a b/Dockerfile': text });
    const log = await sarif(cwd, ...onlyApt);
    expect(log.tool.driver.rules).toMatchObject([
      {
        id: 'apt-get-missing-yes',
        shortDescription: { text: 'apt-get install asks for a confirmation' },
        help: { markdown: expect.stringContaining('## Why it matters') },
        helpUri: expect.stringMatching(/^https:/),
        defaultConfiguration: { level: 'warning' },
      },
    ]);
    expect(log.originalUriBaseIds['%SRCROOT%'].uri).toBe(`${pathToFileURL(cwd).href}/`);
    expect(log.results).toMatchObject([
      {
        ruleId: 'apt-get-missing-yes',
        ruleIndex: 0,
        level: 'warning',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/Dockerfile', uriBaseId: '%SRCROOT%', index: 0 },
              region: { startLine: 3, startColumn: 2, endLine: 3, endColumn: 9 },
            },
          },
        ],
      },
    ]);
  });

  test('is valid for everything, nothing, and what could not be used', async () => {
    const cwd = folder({ Dockerfile: 'FROM debian\nMAINTAINER x\nfoo\nRUN cd /x && sudo apt-get install a\n' });
    await sarif(cwd, '--preset', 'all', '--locale', 'zh-cn');
    expect((await sarif(folder())).results).toEqual([]);
    const { invocations } = await sarif(cwd, 'nowhere');
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ message: { text: expect.stringContaining('nowhere') } }],
      },
    ]);
  });
});

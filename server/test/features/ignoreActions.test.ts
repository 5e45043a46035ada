import { describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { applyEdits } from '../../src/lint/fix.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { readMarks, service } from '../harness.ts';

const mentor = service();
const settings = mergeSettings({
  preset: 'none',
  rules: {
    'apt-get-missing-yes': 'on',
    'untagged-base-image': 'on',
    'maintainer-deprecated': 'on',
    'instruction-casing': 'on',
    'invalid-escape-directive': 'on',
    'directive-after-first-line': 'on',
  },
});

/** The text after an ignore action at the cursor; checks that the action did silence what it was offered for. */
function ignore(where: 'here' | 'in this file', marked: string): string | undefined {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const position = file.source.positionAt(cursor);
  const findings = mentor.lint(file, settings);
  const target = { uri: 'file:///w/Dockerfile', version: 1 };
  const actions = mentor.codeActions(file, { start: position, end: position }, findings, target);
  const action = actions.find(({ title }) => title.startsWith('Ignore') && title.endsWith(where));
  const change = action?.edit?.documentChanges?.[0];
  if (!change || !('edits' in change)) return undefined;
  const fixed = applyEdits(file.source, change.edits as TextEdit[]);
  const rule = findings.find(({ rule: { id } }) => action?.title.includes(id))?.rule.id;
  const count = (some: typeof findings): number => some.filter((finding) => finding.rule.id === rule).length;
  expect(count(mentor.lint(Service.parse(fixed), settings))).toBeLessThan(count(findings));
  expect(Service.parse(fixed).directives.map(({ span }) => span.raw)).toEqual(
    file.directives.map(({ span }) => span.raw),
  );
  return fixed;
}

const here = (marked: string): string | undefined => ignore('here', marked);

describe('ignore here', () => {
  test('a comment above, indented like the instruction, in the line ends of the file', () => {
    expect(here('FROM debian:13\n  RUN apt-get ins<|>tall x\n')).toBe(
      'FROM debian:13\n  # dockerfile-mentor ignore=apt-get-missing-yes\n  RUN apt-get install x\n',
    );
    expect(here('FROM debian:13\r\nRUN apt-get ins<|>tall x\r\n')).toBe(
      'FROM debian:13\r\n# dockerfile-mentor ignore=apt-get-missing-yes\r\nRUN apt-get install x\r\n',
    );
  });

  test('never inside an instruction', () => {
    const above = '# dockerfile-mentor ignore=apt-get-missing-yes\n';
    for (const run of [
      'RUN a \\\n # x\n && apt-get ins<|>tall x\n',
      'RUN <<EOF\napt-get ins<|>tall x\nEOF\n',
      'ONBUILD RUN apt-get ins<|>tall x\n',
    ])
      expect(here(`FROM debian:13\n${run}`)).toBe(`FROM debian:13\n${above}${run.replace('<|>', '')}`);
  });

  test('on the first line, behind a byte order mark, below directives', () => {
    expect(here('FROM deb<|>ian')).toBe('# dockerfile-mentor ignore=untagged-base-image\nFROM debian');
    expect(here('\uFEFFFROM deb<|>ian\n')).toBe('\uFEFF# dockerfile-mentor ignore=untagged-base-image\nFROM debian\n');
    expect(here('# escape=`\nFROM deb<|>ian\n')).toBe(
      '# escape=`\n# dockerfile-mentor ignore=untagged-base-image\nFROM debian\n',
    );
  });

  test('one more name in a comment that is there', () => {
    expect(here('# dockerfile-mentor ignore=DL3008, DL3009 reason=x\n# y\nFROM deb<|>ian\n')).toBe(
      '# dockerfile-mentor ignore=DL3008, DL3009,untagged-base-image reason=x\n# y\nFROM debian\n',
    );
    expect(here('# hadolint ignore=DL3026 # why\nFROM deb<|>ian\n')).toBe(
      '# hadolint ignore=DL3026,DL3006 # why\nFROM debian\n',
    );
    expect(here('# tally ignore=DL3026;reason=x\nFROM deb<|>ian\n')).toBe(
      '# tally ignore=DL3026,DL3006;reason=x\nFROM debian\n',
    );
    expect(here('FROM a:1\n# check=skip=JSONArgsRecommended\nMAINT<|>AINER a\n')).toBe(
      'FROM a:1\n# check=skip=JSONArgsRecommended,MaintainerDeprecated\nMAINTAINER a\n',
    );
  });

  test('a new comment in the notation of the file, where that has a word for the rule', () => {
    const hadolint = '# hadolint ignore=DL3026\nFROM a:1\n';
    expect(here(`${hadolint}RUN apt-get ins<|>tall x\n`)).toBe(
      `${hadolint}# hadolint ignore=DL3014\nRUN apt-get install x\n`,
    );
    expect(here(`${hadolint}run<|> true\n`)).toBe(
      `${hadolint}# dockerfile-mentor ignore=instruction-casing\nrun true\n`,
    );
    const check = 'FROM a:1\n# check=skip=JSONArgsRecommended\nCMD a\n';
    expect(here(`${check}MAINT<|>AINER a\n`)).toBe(`${check}# check=skip=MaintainerDeprecated\nMAINTAINER a\n`);
  });

  test('above comments that count only directly above the instruction', () => {
    expect(here('# hadolint ignore=DL3026\nFROM a:1\n# hadolint ignore=DL3059\nru<|>n true\n')).toBe(
      '# hadolint ignore=DL3026\nFROM a:1\n# dockerfile-mentor ignore=instruction-casing\n# hadolint ignore=DL3059\nrun true\n',
    );
  });

  test('a check comment never becomes a directive', () => {
    const below = 'RUN true\n# check=skip=JSONArgsRecommended\nCMD a\n';
    expect(here(`MAINT<|>AINER a\n${below}`)).toBe(
      `# dockerfile-mentor ignore=maintainer-deprecated\nMAINTAINER a\n${below}`,
    );
  });

  test('what is wrong with a comment', () => {
    expect(here('FROM a:1\n# syntax=docker/<|>dockerfile:1\nRUN a\n')).toBe(
      'FROM a:1\n# dockerfile-mentor ignore=directive-after-first-line\n# syntax=docker/dockerfile:1\nRUN a\n',
    );
    expect(here('# escape=<|>x\nFROM a:1\n')).toBeUndefined();
  });
});

describe('ignore in this file', () => {
  const inFile = (marked: string): string | undefined => ignore('in this file', marked);

  test('below the directives, at the top where there are none', () => {
    const line = '# dockerfile-mentor global ignore=untagged-base-image\n';
    expect(inFile('FROM deb<|>ian\n')).toBe(`${line}FROM debian\n`);
    expect(inFile('\uFEFFFROM deb<|>ian\n')).toBe(`\uFEFF${line}FROM debian\n`);
    expect(inFile('# syntax=docker/dockerfile:1\n# escape=`\n\n# x\nFROM deb<|>ian\n')).toBe(
      `# syntax=docker/dockerfile:1\n# escape=\`\n${line}\n# x\nFROM debian\n`,
    );
    expect(inFile('#!/usr/bin/env x\n# syntax=docker/dockerfile:1\nFROM deb<|>ian\n')).toBe(
      `#!/usr/bin/env x\n# syntax=docker/dockerfile:1\n${line}FROM debian\n`,
    );
    expect(inFile('# escape=\\\r\nFROM deb<|>ian\r\n')).toBe(
      `# escape=\\\r\n${line.replace('\n', '\r\n')}FROM debian\r\n`,
    );
  });

  test('for what is wrong with a directive itself, even without a line below', () => {
    expect(inFile('# escape=<|>x')).toBe('# escape=x\n# dockerfile-mentor global ignore=invalid-escape-directive\n');
  });

  test('one more name in what is there, or in the notation of the file', () => {
    expect(inFile('# dockerfile-mentor global ignore=DL3008\nFROM deb<|>ian\n')).toBe(
      '# dockerfile-mentor global ignore=DL3008,untagged-base-image\nFROM debian\n',
    );
    expect(inFile('FROM deb<|>ian\n# hadolint global ignore=DL3008 # x\n')).toBe(
      'FROM debian\n# hadolint global ignore=DL3008,DL3006 # x\n',
    );
    expect(inFile('FROM deb<|>ian\n# hadolint ignore=DL3059\nRUN a\n')).toBe(
      '# hadolint global ignore=DL3006\nFROM debian\n# hadolint ignore=DL3059\nRUN a\n',
    );
  });
});

describe('in this file, by the check directive', () => {
  const inFile = (text: string): string | undefined => {
    const file = Service.parse(text);
    const findings = mentor.lint(file, settings);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const target = { uri: 'file:///w/Dockerfile', version: 1 };
    const action = mentor
      .codeActions(file, everywhere, findings, target)
      .find(({ title }) => title.startsWith('Ignore') && title.endsWith('in this file'));
    const change = action?.edit?.documentChanges?.[0];
    return change && 'edits' in change ? applyEdits(file.source, change.edits as TextEdit[]) : undefined;
  };

  test('extended for checks of BuildKit, not for others', () => {
    expect(inFile('# check=skip=JSONArgsRecommended;error=true\nFROM a:1\nMAINTAINER a\n')).toBe(
      '# check=skip=JSONArgsRecommended,MaintainerDeprecated;error=true\nFROM a:1\nMAINTAINER a\n',
    );
    expect(inFile('# check=error=true\nFROM a:1\nMAINTAINER a\n')).toBe(
      '# check=error=true;skip=MaintainerDeprecated\nFROM a:1\nMAINTAINER a\n',
    );
    expect(inFile('# check=skip=JSONArgsRecommended\nFROM a\n')).toBe(
      '# check=skip=JSONArgsRecommended\n# dockerfile-mentor global ignore=untagged-base-image\nFROM a\n',
    );
  });
});

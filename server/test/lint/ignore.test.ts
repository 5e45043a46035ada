import { describe, expect, test } from 'vitest';
import { readSuppressions } from '../../src/lint/ignore.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings, type PartialSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

const mentor = service();

/** Rules that every example here can break, under other tools' names too. */
const rules = {
  'apt-get-missing-yes': 'on', // DL3014
  'untagged-base-image': 'on', // DL3006
  'maintainer-deprecated': 'on', // DL4000, MaintainerDeprecated
  'instruction-casing': 'on', // ConsistentInstructionCasing
  'json-args-recommended': 'on', // JSONArgsRecommended
} as const;

/** What is still reported: rule and line, counted from 1. */
function kept(text: string, settings: PartialSettings = {}): string[] {
  const merged = mergeSettings({ preset: 'none', rules, ...settings });
  return mentor.lint(Service.parse(text), merged).map(({ rule, range }) => `${rule.id} ${range.start.line + 1}`);
}

const install = 'RUN apt-get install curl\n';
const debian = 'FROM debian:13\n';

describe('dockerfile-mentor', () => {
  test('the next instruction, across blank lines and comments, by name or alias, several at once', () => {
    expect(kept(`${debian}# dockerfile-mentor ignore=apt-get-missing-yes\n${install}${install}`)).toEqual([
      'apt-get-missing-yes 4',
    ]);
    expect(kept(`${debian}# dockerfile-mentor ignore = DL3008 , DL3014 reason=a, b\n\n# x\n${install}`)).toEqual([]);
    expect(kept(`${debian}#dockerfile-mentor ignore=hadolint/DL3014\n${install}`)).toEqual([]);
    expect(kept('# dockerfile-mentor ignore=all\nFROM debian\n')).toEqual([]);
  });

  test('every line of an instruction: continuations, heredocs, the trigger of ONBUILD', () => {
    const comment = '# dockerfile-mentor ignore=DL3014\n';
    expect(kept(`${debian}${comment}RUN true \\\n && apt-get install curl\n`)).toEqual([]);
    expect(kept(`${debian}${comment}RUN <<EOF\ntrue\napt-get install curl\nEOF\n`)).toEqual([]);
    expect(kept(`${debian}${comment}ONBUILD ${install}`)).toEqual([]);
    expect(kept(`${debian}RUN true \\\n ${comment} && apt-get install curl\n`)).toEqual([]);
    expect(kept(`${debian}${comment.replace('\n', '\r\n')}RUN apt-get install curl\r\n`)).toEqual([]);
    expect(kept(`\uFEFF# dockerfile-mentor ignore=DL3006\nFROM debian\n`)).toEqual([]);
  });

  test('global: the whole file, but only before the first instruction', () => {
    expect(kept(`# dockerfile-mentor global ignore=DL3014\n${debian}${install}${install}`)).toEqual([]);
    expect(kept(`${debian}# dockerfile-mentor global ignore=DL3014\n${install}`)).toEqual(['apt-get-missing-yes 3']);
  });

  test('names are exact', () => {
    expect(kept(`${debian}# dockerfile-mentor ignore=dl3014\n${install}`)).toEqual(['apt-get-missing-yes 3']);
  });
});

describe('hadolint', () => {
  test('exactly the next line', () => {
    expect(kept(`${debian}# hadolint ignore=DL3008 , DL3014 # why\n${install}`)).toEqual([]);
    expect(kept(`${debian}\t#hadolint\tignore=DL3014\n${install}`)).toEqual([]);
    for (const between of ['\n', '# x\n', '# hadolint ignore=DL3006\n']) {
      expect(kept(`${debian}# hadolint ignore=DL3014\n${between}${install}`)).toEqual(['apt-get-missing-yes 4']);
    }
  });

  test('one word that is no code voids it all', () => {
    for (const list of ['dl3014', 'DL3014,all', 'DL3014 DL3006', 'DL3014,', 'DL3014 because', 'apt-get-missing-yes'])
      expect(kept(`${debian}# hadolint ignore=${list}\n${install}`), list).toEqual(['apt-get-missing-yes 3']);
    expect(kept(`${debian}## hadolint ignore=DL3014\n${install}`)).toEqual(['apt-get-missing-yes 3']);
  });

  test('inside an instruction it is not seen', () => {
    expect(kept(`${debian}RUN true && \\\n# hadolint ignore=DL3014\n apt-get install curl\n`)).toEqual([
      'apt-get-missing-yes 4',
    ]);
  });

  test('global anywhere, several add up', () => {
    expect(kept(`${debian}${install}# hadolint global ignore=DL3006\n# hadolint global ignore=DL3014\n`)).toEqual([]);
  });

  test('a stage: from below its FROM to the next', () => {
    const text = `# hadolint stage ignore=DL3006,DL3014\nFROM debian\n${install}FROM debian\n${install}`;
    expect(kept(text)).toEqual(['untagged-base-image 2', 'untagged-base-image 4', 'apt-get-missing-yes 5']);
    expect(kept(`# hadolint stage ignore=DL3014\n\n${debian}${install}`)).toEqual(['apt-get-missing-yes 4']);
  });
});

describe('BuildKit', () => {
  const maintainer = 'MAINTAINER a\n';

  test('the directive skips its own checks in the whole file, by their exact names', () => {
    expect(
      kept(`# check=skip=MaintainerDeprecated,JSONArgsRecommended;error=true\n${debian}${maintainer}CMD a\n`),
    ).toEqual([]);
    expect(
      kept(`# syntax=docker/dockerfile:1\n# CHECK = skip=MaintainerDeprecated // old\n${debian}${maintainer}`),
    ).toEqual([]);
    expect(kept(`# check=skip=maintainerdeprecated,DL4000\n${debian}${maintainer}`)).toEqual([
      'maintainer-deprecated 3',
    ]);
    expect(kept(`# check=skip=all\n${debian}${maintainer}run apt-get install curl\n`)).toEqual([
      'apt-get-missing-yes 4',
    ]);
    expect(kept(`# check=skip=FromAsCasing,all\n${debian}${maintainer}`)).toEqual(['maintainer-deprecated 3']);
    expect(kept(`# check=skip=JSONArgsRecommended, MaintainerDeprecated\n${debian}${maintainer}`)).toEqual([
      'maintainer-deprecated 3',
    ]);
  });

  test('the comment skips for its instruction, across blank lines, up to an empty comment', () => {
    expect(kept(`${debian}# check=skip=MaintainerDeprecated\n\n# x\n${maintainer}`)).toEqual([]);
    expect(kept(`${debian}# check=skip=MaintainerDeprecated\n#\n${maintainer}`)).toEqual(['maintainer-deprecated 4']);
    expect(kept(`${debian}# check=skip=MaintainerDeprecated\nUSER a\n${maintainer}`)).toEqual([
      'maintainer-deprecated 4',
    ]);
  });

  test('only the first comment of an instruction, and none that it cannot read', () => {
    const first = '# check=skip=JSONArgsRecommended\n';
    expect(kept(`${debian}${first}# check=skip=MaintainerDeprecated\n${maintainer}`)).toEqual([
      'maintainer-deprecated 4',
    ]);
    expect(kept(`${debian}# check=skip=MaintainerDeprecated;eror=true\n${maintainer}`)).toEqual([
      'maintainer-deprecated 3',
    ]);
    expect(kept(`${first}# x\n# check=skip=MaintainerDeprecated\n${maintainer}`)).toEqual(['maintainer-deprecated 4']);
  });

  test('not for what it checks in the whole file at once', () => {
    expect(kept(`${debian}# check=skip=ConsistentInstructionCasing\nrun true\n`)).toEqual(['instruction-casing 3']);
    expect(kept(`${debian}# check=skip=all\nrun true\n`)).toEqual(['instruction-casing 3']);
    expect(kept(`# check=skip=ConsistentInstructionCasing\n${debian}run true\n`)).toEqual([]);
  });
});

describe('ShellCheck', () => {
  const covered = (text: string): (string | number)[][] =>
    readSuppressions(Service.parse(text)).map(({ names, first, last }) => [
      ...names.map((name) => name.text),
      first,
      last,
    ]);

  test('above a RUN, inside it from there on, and in a heredoc for the statement below', () => {
    expect(covered(`${debian}# shellcheck disable=SC2086,SC2046 # why\n\nRUN echo $a\n`)).toEqual([
      ['SC2086', 'SC2046', 3, 3],
    ]);
    expect(covered(`${debian}RUN a \\\n # shellcheck source=/dev/null disable=2086\n b \\\n c\n`)).toEqual([
      ['2086', 2, 4],
    ]);
    const script = 'RUN <<EOF\na\n# shellcheck disable=SC2086\nif b; then\n  c\nfi\nd\nEOF\n';
    expect(covered(`${debian}${script}`)).toEqual([['SC2086', 4, 6]]);
    expect(covered(`${debian}RUN <<EOF\n# shellcheck disable=SC2000-SC2100,all\na\nEOF\n`)).toEqual([
      ['SC2000-SC2100', 'all', 1, 4],
    ]);
  });

  test('not in a COPY heredoc, nor other directives', () => {
    expect(covered(`${debian}COPY <<EOF /x\n# shellcheck disable=SC2086\nEOF\n# shellcheck shell=bash\n`)).toEqual([]);
  });
});

describe('others', () => {
  test('dockerfile-utils: everything of the next line', () => {
    expect(kept(`${debian}# dockerfile-utils: ignore\n${install}${install}`)).toEqual(['apt-get-missing-yes 4']);
    expect(kept(`${debian}# dockerfile-utils: ignore\n\n${install}`)).toEqual(['apt-get-missing-yes 4']);
    expect(kept(`${debian}# dockerfile-utils: ignore DL3006\n${install}`)).toEqual(['apt-get-missing-yes 3']);
    expect(kept(`${debian}# dockerfile-utils: ignore the next line\n${install}`)).toEqual(['apt-get-missing-yes 3']);
  });

  test('tally: the next instruction or the file, with its own names for rules', () => {
    expect(kept(`${debian}# Tally Ignore=hadolint/DL3014;reason=x\n# x\n\n${install}`)).toEqual([]);
    expect(kept(`# tally global ignore=buildkit/MaintainerDeprecated\n${debian}MAINTAINER a\n`)).toEqual([]);
    expect(kept(`${debian}# tally ignore=all\n${install}`)).toEqual([]);
  });

  test('Checkov: the file', () => {
    expect(kept(`FROM debian\n#checkov:skip=CKV_DOCKER_7:no tag: on purpose\nMAINTAINER a\n`)).toEqual([
      'maintainer-deprecated 3',
    ]);
  });

  test('what looks like a name of every object means nothing', () => {
    expect(kept(`${debian}# tally ignore=constructor,toString\n${install}`)).toEqual(['apt-get-missing-yes 3']);
    expect(kept(`#checkov:skip=__proto__\n${debian}${install}`)).toEqual(['apt-get-missing-yes 3']);
  });
});

test('comments silence nothing where the settings say so', () => {
  const text = `# hadolint global ignore=DL3006\n# dockerfile-mentor ignore=DL3006\nFROM debian\n`;
  expect(kept(text)).toEqual([]);
  expect(kept(text, { inlineIgnores: false })).toEqual(['untagged-base-image 3']);
});

test('ten thousand comments and as many findings are no product of the two', () => {
  const settings = mergeSettings({ preset: 'none', rules: { ...rules, 'unused-suppression': 'on' } });
  const text = `FROM debian:13\n${'# dockerfile-mentor ignore=DL4000,DL3006\nMAINTAINER a\n'.repeat(10_000)}`;
  expect(mentor.lint(Service.parse(text), settings)).toHaveLength(10_000);
});

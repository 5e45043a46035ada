import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'definition-description-comment';

describe(rule, () => {
  test('the last comment above, with an empty comment or the name as fix', () => {
    const source = '# one\n«# two»\nARG A\nFROM a:1\n';
    expectFix(rule, source, '# one\n# two\n#\nARG A\nFROM a:1\n', { safe: true });
    expectFix(rule, source, '# one\n# A two\nARG A\nFROM a:1\n', { safe: true, title: 'Begin the comment with `A`' });
  });

  test('FROM with a name; a blank line does not separate', () => {
    expectFindings(
      rule,
      '«# x»\n\nFROM a:1 AS Build\n# build the app\nFROM a:1 AS build2\n'
        .replace('# build', '«# build')
        .replace('app\n', 'app»\n'),
    );
    expectFindings(rule, '# build the app\nFROM a:1 AS Build\n# B is\nARG A=1 B\n');
  });

  test('no fix for what another program reads', () => {
    for (const comment of ['hadolint ignore=DL3006', 'dockerfile-mentor ignore=x', 'renovate: datasource=docker']) {
      const [finding] = expectFindings(rule, `«# ${comment}»\nFROM a:1 AS b\n`);
      expect(finding?.fixes).toEqual([]);
    }
  });

  test('an empty comment, a directive, another instruction, no name', () => {
    expectFindings(
      rule,
      '# syntax=docker/dockerfile:1\nARG A\n# x\n#\nARG B\n# check=skip=all\nARG C\n# y\nFROM a:1\n# z\nRUN a\nARG D\n',
    );
  });

  test('BuildKit: where the file turns the experiment on', () => {
    const preset = { settings: { preset: 'buildkit' } } as const;
    expectFindings(rule, '# check=skip=JSONArgsRecommended\n# x\nARG A\n', preset);
    for (const names of ['all', 'CopyIgnoredFile,InvalidDefinitionDescription']) {
      expectFindings(rule, `# check=skip=x;experimental=${names}\n«# x»\nARG A\n`, preset);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('unused-suppression', () => {
  const rule = 'unused-suppression';
  /** With two rules on that the examples keep or break. */
  const options = { settings: { rules: { 'apt-get-missing-yes': 'on', 'untagged-base-image': 'on' } } } as const;

  test('a name that silences nothing is taken out, the whole comment with the last one', () => {
    const after = 'FROM debian:13\nRUN apt-get install -y curl\n';
    expectFix(rule, `# dockerfile-mentor ignore=«DL3006»\n${after}`, after, { ...options, safe: true });
    expectFix(
      rule,
      '# dockerfile-mentor ignore=DL3006, «DL3014» reason=x\nFROM debian\n',
      '# dockerfile-mentor ignore=DL3006 reason=x\nFROM debian\n',
      options,
    );
    expectFix(
      rule,
      '# dockerfile-mentor ignore=«DL3014», DL3006\r\nFROM debian\r\n',
      '# dockerfile-mentor ignore=DL3006\r\nFROM debian\r\n',
      options,
    );
    expectFix(rule, `\uFEFF# dockerfile-mentor global ignore=«DL3006»\n${after}`, `\uFEFF${after}`, options);
  });

  test('a rule that is off says nothing about its suppression, nor does a code without a rule', () => {
    expectFindings(rule, '# dockerfile-mentor ignore=DL3003,DL3005\nFROM debian:13\n', options);
    expectFindings(rule, '# hadolint ignore=SC2154\nFROM debian:13\n', options);
  });

  test('a misspelt name gets the one that was meant', () => {
    expectFix(
      rule,
      '# dockerfile-mentor ignore=«apt-get-mising-yes»\nFROM debian:13\n',
      '# dockerfile-mentor ignore=apt-get-missing-yes\nFROM debian:13\n',
      { safe: false },
    );
    expectFix(
      rule,
      'FROM debian:13\n# dockerfile-mentor ignore=«hadolint/dl3014»\nRUN apt-get install curl\n',
      'FROM debian:13\n# dockerfile-mentor ignore=hadolint/DL3014\nRUN apt-get install curl\n',
    );
    expectFindings(rule, '# hadolint ignore=«DL3999»\nFROM debian:13\n');
    expectFindings(rule, '# tally ignore=some/new-rule,«apt-get-missing-ye»\nFROM debian:13\n');
  });

  test('for another tool only where that finds nothing either, and never unseen', () => {
    const rules = { 'cd-instead-of-workdir': 'on', 'apt-get-missing-yes': 'on' } as const;
    expectFindings(rule, 'FROM a:1\n# hadolint ignore=DL3003\nRUN make && cd x && make\n', { settings: { rules } });
    expectFix(
      rule,
      'FROM a:1\n# hadolint ignore=«DL3003»,DL3014\nRUN apt-get install x\n',
      'FROM a:1\n# hadolint ignore=DL3014\nRUN apt-get install x\n',
      { settings: { rules }, safe: false },
    );
    expectFindings(rule, '# check=skip=«MaintainerDeprecated»\nFROM a:1\n', {
      settings: { rules: { 'maintainer-deprecated': 'on' } },
    });
  });

  test('a check directive keeps its other options', () => {
    const rules = { 'maintainer-deprecated': 'on', 'json-args-recommended': 'on' } as const;
    expectFix(rule, '# check=skip=«MaintainerDeprecated»;error=true\nFROM a:1\n', '# check=error=true\nFROM a:1\n', {
      settings: { rules },
    });
    expectFix(rule, '# check=error=true;skip=«MaintainerDeprecated»\nFROM a:1\n', '# check=error=true\nFROM a:1\n', {
      settings: { rules },
    });
    expectFindings(rule, '# check=skip=maintainerdeprecated\nFROM a:1\n', { settings: { rules } });
  });

  test('a comment that its tool does not read', () => {
    const move = { title: 'Move it directly above the instruction' };
    expectFix(
      rule,
      '«# hadolint ignore=DL3006»\n\n# x\nFROM debian\n',
      '\n# x\n# hadolint ignore=DL3006\nFROM debian\n',
      move,
    );
    expectFix(rule, '«# hadolint ignore=DL3006»\n\nFROM debian\n', '\nFROM debian\n', {
      title: 'Remove this comment',
      safe: true,
    });
    expectFix(
      rule,
      'FROM a:1\nRUN a && \\\n  «# hadolint ignore=DL3014»\n  apt-get install b\n',
      'FROM a:1\n# hadolint ignore=DL3014\nRUN a && \\\n  apt-get install b\n',
      move,
    );
    expectFindings(
      rule,
      'FROM a:1\n«# dockerfile-utils: ignore»\n\nRUN a\n«# hadolint stage ignore=DL3014»\nRUN b\n«# hadolint ignore=DL3006»\n',
    );
    expectFindings(rule, 'FROM a:1\n# check=skip=JSONArgsRecommended\n«# check=skip=LegacyKeyValueFormat»\nCMD a\n');
    expectFindings(rule, 'FROM a:1\n«# check=skip=JSONArgsRecommended»\n#\nCMD a\n');
    expectFindings(rule, 'FROM a:1\n# check=skip=«NoEmptyContinuation»\nCMD a\n');
  });

  test('our own, in a wrong place or a wrong form', () => {
    expectFix(
      rule,
      '# escape=\\\nFROM a:1\n«# dockerfile-mentor global ignore=DL3006»\nRUN a\n',
      '# escape=\\\n# dockerfile-mentor global ignore=DL3006\nFROM a:1\nRUN a\n',
      { title: 'Move it to the top of the file' },
    );
    for (const wrong of ['disable: DL3006', 'ignore DL3006', 'ignore: DL3006', 'skip DL3006'])
      expectFix(
        rule,
        `«# dockerfile-mentor ${wrong}»\nFROM debian\n`,
        '# dockerfile-mentor ignore=DL3006\nFROM debian\n',
      );
    expectFindings(rule, '# dockerfile-mentor format off\n# Dockerfile Mentor ignores this\nFROM debian\n');
  });

  test('removing a comment never makes a directive of the one below', () => {
    const findings = expectFindings(rule, '# dockerfile-mentor ignore=«DL3006»\n# escape=`\nFROM debian:13\n', options);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test('can be ignored itself', () => {
    expectFindings(rule, '# dockerfile-mentor ignore=DL3006,unused-suppression\nFROM debian:13\n', options);
    expectFindings(
      rule,
      '# dockerfile-mentor global ignore=unused-suppression\n# hadolint ignore=DL3006\n\nFROM debian:13\n',
    );
  });
});

describe('suppression-without-reason', () => {
  const rule = 'suppression-without-reason';

  test('in every notation that takes one', () => {
    expectFindings(
      rule,
      '«#checkov:skip=CKV_DOCKER_2»\n«# dockerfile-mentor ignore=DL3006»\nFROM debian\n«# hadolint ignore=DL3014»\nRUN a\n«# tally ignore=max-lines»\nRUN b\n«# check=skip=all»\nRUN c\n',
    );
    expectFindings(
      rule,
      '#checkov:skip=CKV_DOCKER_2:x\n# dockerfile-mentor ignore=DL3006 reason=x\nFROM debian\n# hadolint ignore=DL3014 # x\nRUN a\n# tally ignore=max-lines;reason=x\nRUN b\n# check=skip=all x\nRUN c\n# shellcheck disable=SC2086 # x\nRUN d\n',
    );
  });

  test('a comment above is a reason too; a directive can have none', () => {
    expectFindings(
      rule,
      '# check=skip=all\nFROM debian\n# The mirror keeps one version.\n# hadolint ignore=DL3008\nRUN a\n',
    );
    expectFindings(rule, 'FROM debian\n##########\n«# hadolint ignore=DL3008»\nRUN a\n');
  });

  test('not for what is not read anyway', () => {
    expectFindings(rule, '# hadolint ignore=dl3006\nFROM debian\n');
  });
});

describe('inline-ignore-used', () => {
  test('comments for one instruction, hadolint’s and ours', () => {
    expectFindings(
      'inline-ignore-used',
      '# hadolint global ignore=DL3006\n# check=skip=all\n«# hadolint ignore=DL3006 # x»\nFROM a\n# hadolint stage ignore=DL3006\nFROM b\n«# dockerfile-mentor ignore=DL3014»\nRUN c\n# hadolint ignore=dl3014\nRUN d\n«# hadolint ignore=DL3014»\n',
    );
  });
});

describe('invalid-hadolint-pragma', () => {
  const rule = 'invalid-hadolint-pragma';

  test('the first word that is no code', () => {
    expectFindings(rule, '# hadolint ignore=DL3006,«all»,x\nFROM a\n# hadolint global ignore=DL3006 «DL3007»\n');
    expectFindings(
      rule,
      '# hadolint ignore=DL3006 «because»\nFROM a\n«# hadolint ignore=DL3006,»\nFROM b\n«# hadolint ignore=»\nFROM c\n',
    );
    expectFindings(rule, '«# hadolint disable=DL3006»\nFROM a\n«# hadolint: ignore=DL3006»\nFROM b\n');
  });

  test('a code in small letters is mended', () => {
    expectFix(rule, '# hadolint ignore=DL3006,«dl3007»\nFROM a\n', '# hadolint ignore=DL3006,DL3007\nFROM a\n', {
      safe: false,
    });
  });

  test('what hadolint reads, and prose', () => {
    expectFindings(
      rule,
      '# hadolint shell=/bin/bash\n#hadolint ignore = DL3006 , SC2086# why not\nFROM a\n# hadolint does not like this\n# We ignore hadolint DL3008 here\n',
    );
  });
});

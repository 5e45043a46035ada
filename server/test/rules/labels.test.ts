import { describe, expect, test } from 'vitest';
import type { LabelSchema } from '../../src/lint/labels.ts';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('maintainer-deprecated', () => {
  const rule = 'maintainer-deprecated';

  test('becomes a LABEL with the same value; lines and comments stay', () => {
    expectFix(
      rule,
      'FROM a:1\n«MAINTAINER Joe "J" $X \\\n # why\n  <a\\b>»\n',
      'FROM a:1\nLABEL org.opencontainers.image.authors="Joe \\"J\\" \\$X \\\n # why\n  <a\\\\b>"\n',
      { safe: true },
    );
    expectFix(rule, "FROM a:1\n«maintainer 'Joe'»\n", 'FROM a:1\nlabel org.opencontainers.image.authors="Joe"\n');
    expectFix(
      rule,
      '# escape=`\nFROM a:1\n«MAINTAINER a`b\\c»\n',
      '# escape=`\nFROM a:1\nLABEL org.opencontainers.image.authors="a``b\\c"\n',
    );
  });
});

describe('invalid-label-key', () => {
  const rule = 'invalid-label-key';

  test('capital letters, other characters, separators at the ends or doubled, reserved name spaces', () => {
    expectFindings(
      rule,
      `${from}LABEL «Version»=1 «1a»=b «a_»=b «a..b»=c «"a b"»=c «a--b»=d a-b_c/d.e0=f \\\n  «com.docker.x»=1 «io.docker.x»=1 «"org.dockerproject.x"»=1\n`,
    );
    expectFindings(rule, `${from}LABEL «Maintainer» someone\nONBUILD LABEL «X»=1\n`);
  });

  test('not for the keys of extensions, nor where a variable stands; in hadolint’s preset for both', () => {
    const text = `${from}LABEL com.docker.extension.screenshots=x com.docker.desktop.extension.api.version=1 $A=b\n`;
    expectFindings(rule, text);
    const all = expectFindings(rule, text.replace(/com\S+?(?==)|\$A/g, '«$&»'), { options: { exact: true } });
    expect(all).toHaveLength(3);
    expectFindings(rule, `${from}ONBUILD LABEL X=1\n`, { options: { exact: true } });
  });
});

/** The schema of one label `a` of a type. */
const of = (type: LabelSchema[string]) => ({ options: { schema: { a: type } } });

function expectValues(rule: string, type: LabelSchema[string], good: readonly string[], bad: readonly string[]): void {
  for (const value of good) expectFindings(rule, `${from}LABEL a="${value}" b=""\n`, of(type));
  for (const value of bad) expectFindings(rule, `${from}LABEL b=c a=«"${value}"»\n`, of(type));
  expectFindings(rule, `${from}ARG X=x\nLABEL a=$X\nLABEL a="\${X:-x}y"\n`, of(type));
  expectFindings(rule, `${from}LABEL a=«''»\nLABEL "a"=«!»\nLABEL a «! !»\nONBUILD LABEL a=«!»\n`, of(type));
  expectFindings(rule, `${from}LABEL a=!\n`);
}

describe('labels of a type', () => {
  test('label-not-url', () => {
    expectValues(
      'label-not-url',
      'url',
      ['https://example.com/a?b#c', 'http://[::1]:80/', 'git://x/y', 'mailto:a@b.c', 'https://x/%20'],
      ['example.com', 'https:// x', 'https://', '/x', 'git@github.com:a/b.git', 'https://x/%2', 'https://x/ü'],
    );
    expectFindings('label-not-url', `${from}LABEL org.opencontainers.image.source=«github.com/a/b» url=x\n`);
  });

  test('label-not-rfc3339', () => {
    expectValues(
      'label-not-rfc3339',
      'rfc3339',
      ['2026-01-31T12:00:00Z', '2024-02-29t23:59:60.123z', '2026-12-31T00:00:00+14:00'],
      [
        '2026-01-31',
        '2026-01-31 12:00:00Z',
        '2026-02-29T12:00:00Z',
        '2026-13-01T12:00:00Z',
        '2026-01-31T24:00:00Z',
        '2026-01-31T12:00:00',
        '1767225600',
      ],
    );
  });

  test('label-not-spdx', () => {
    expectValues(
      'label-not-spdx',
      'spdx',
      [
        'MIT',
        'GPL-2.0',
        'GPL-2.0+',
        'Apache-2.0 OR (MIT AND BSD-3-Clause)',
        'GPL-3.0-only WITH Classpath-exception-2.0',
        'LicenseRef-own',
        'DocumentRef-x:LicenseRef-y',
      ],
      ['mit', 'Apache 2', 'MIT OR', '(MIT', 'MIT)', 'MIT or Apache-2.0', 'proprietary', 'MIT WITH'],
    );
    expectFix('label-not-spdx', `${from}LABEL a=«"mit"»\n`, `${from}LABEL a="MIT"\n`, { ...of('spdx'), safe: false });
    expectFix('label-not-spdx', `${from}LABEL a=«"apache 2.0"»\n`, `${from}LABEL a="Apache-2.0"\n`, of('spdx'));
  });

  test('label-not-git-hash', () => {
    const hash = '0123456789abcdef0123456789abcdef01234567';
    expectValues(
      'label-not-git-hash',
      'hash',
      [hash, hash.slice(0, 7), hash + hash.slice(0, 24)],
      [hash.slice(1), hash.slice(0, 8), 'ABCDEF0', 'main'],
    );
  });

  test('label-not-semver', () => {
    expectValues(
      'label-not-semver',
      'semver',
      ['1.0.0', '0.0.4-alpha.1+build.5', '1.0.0-0A.is.legal'],
      ['1', '1.0', '01.0.0', '1.0.0-', '1.0.0-01', 'latest', '1.0.0+'],
    );
    expectFix('label-not-semver', `${from}LABEL a=«v1.2.3»\n`, `${from}LABEL a=1.2.3\n`, of('semver'));
  });

  test('label-not-email', () => {
    expectValues(
      'label-not-email',
      'email',
      ['a.b+c@example.com', 'a@localhost', 'x@[127.0.0.1]'],
      ['Jane <jane@example.com>', 'jane', 'jane@', '@example.com', 'a b@c.d', 'a..b@c.d', 'a@-b.c', 'a@b..c'],
    );
  });
});

describe('empty-label', () => {
  test('labels of the schema without a value', () => {
    const options = { schema: { a: 'text', b: 'url' } };
    expectFindings('empty-label', `${from}LABEL «a=» b=«""» c=""\nLABEL a=x b="$Y"\n`, {
      options,
    });
    expectFindings('empty-label', `${from}LABEL a=""\n`);
  });
});

describe('superfluous-label', () => {
  test('labels outside the schema', () => {
    expectFindings('superfluous-label', `${from}LABEL a=1 «b»=2 «"c.d"»=3 $E=4\n`, of('text'));
    expectFindings('superfluous-label', `${from}LABEL a=1\n`);
    expectFindings('superfluous-label', `${from}LABEL «a»=1\n`, { options: { strict: true } });
  });
});

describe('missing-required-label', () => {
  const rule = 'missing-required-label';

  test('on the image of each stage, once per label', () => {
    const found = expectFindings(rule, 'FROM «a:1»\nFROM «b:1»\nLABEL b=1\n', {
      options: { schema: { a: 'text', b: 'text' } },
    });
    expect(found).toHaveLength(3);
    expectFindings(rule, 'FROM a:1\nFROM b:1\n');
  });

  test('not where the label is inherited, nor for stages that only serve others', () => {
    expectFindings(rule, 'FROM a:1 AS base\nLABEL a=1\nFROM base AS next\nFROM next\n', of('text'));
    expectFindings(rule, 'FROM a:1 AS base\nFROM base\nLABEL "a"=1\n', of('text'));
    expectFindings(
      rule,
      'FROM a:1 AS build\nFROM b:1 AS tools\nFROM c:1\nCOPY --from=build /a /b\nRUN --mount=from=tools,target=/t x\nLABEL a=1\n',
      of('text'),
    );
    expectFindings(rule, 'FROM a:1\nFROM «b:1»\nCOPY --from=0 /a /b\n', of('text'));
    expectFindings(rule, 'FROM «a:1» AS build\nONBUILD LABEL a=1\n', of('text'));
  });
});

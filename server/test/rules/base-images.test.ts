import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const buildkit = { settings: { preset: 'buildkit' } } as const;
const hadolint = { settings: { preset: 'hadolint' } } as const;

describe('invalid-image-reference', () => {
  const rule = 'invalid-image-reference';

  test('capital letters, tags and digests, at the part that is wrong', () => {
    expectFindings(rule, 'FROM «Debian:13»\nFROM «library/Debian»\nFROM «a//b»\nFROM «-a»\nFROM «a..b»\n');
    expectFindings(rule, 'FROM a:«.x»\nFROM a«:»\nFROM a:«x y»\n'.replace('x y', 'x+y'));
    expectFindings(rule, 'FROM a@«sha256:123»\nFROM a:1@«sha256»\n');
  });

  test('silent for what is valid', () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const images = ['a', 'a:Latest', 'a/b_c--d.e:1', 'localhost/a', 'host:5000/a:1', `a:1@${digest}`, `a@${digest}`];
    expectFindings(rule, images.map((image) => `FROM ${image}\n`).join(''));
    expectFindings(rule, 'FROM Registry.example.com/a\nFROM scratch\nFROM "debian:13"\nFROM $X\nARG Y\n');
    expectFindings(rule, 'ARG Y\nFROM a:${Y}\nFROM a:$TARGETARCH\nFROM a:$http_proxy\nFROM a$X\nFROM a:${Z:-1}\n');
  });

  test('what is left of it without a variable that nothing declares', () => {
    const [finding] = expectFindings(rule, 'ARG V=1\nFROM «a:${Y}»\nFROM «$X/b:$V»\n'.replace(':$V', ''));
    expect(finding?.message).toContain('`a:`');
    expectFindings(rule, 'FROM a:1 AS base\nFROM base$X\nFROM «Base$X»\n');
  });

  test('a stage with capital letters is found by COPY, not by FROM', () => {
    const text = 'FROM a:1 AS Build\nFROM «Build»\nCOPY --from=Build /x /y\n';
    expectFix(rule, text, 'FROM a:1 AS Build\nFROM build\nCOPY --from=Build /x /y\n', { safe: true });
    expectFindings(rule, 'FROM a:1 AS Build\nFROM build\nCOPY --from=«Nginx» /x /y\n');
  });
});

describe('base-image-variable-empty', () => {
  const rule = 'base-image-variable-empty';

  test('where no variable can have a value', () => {
    expectFindings(rule, 'FROM «$BASE»\nFROM «${A}${B}»\nFROM «${A:+x}»\nARG BASE=a\nFROM «${BASE}»\n');
  });

  test('silent where something may be left', () => {
    expectFindings(rule, 'ARG BASE\nFROM $BASE\nFROM ${X:-alpine:3.22}\nFROM $TARGETARCH\nFROM a$X\nFROM scratch\n');
  });
});

describe('undeclared-arg-in-from', () => {
  const rule = 'undeclared-arg-in-from';

  test('in the image and the platform, with the nearest name or a new ARG', () => {
    expectFix(rule, 'ARG VERSION=22\nFROM node:«${VERSOIN}»\n', 'ARG VERSION=22\nFROM node:${VERSION}\n', {
      safe: false,
    });
    expectFix(rule, 'from node:«$V»\n', 'arg V\nfrom node:$V\n', { safe: false });
    expectFindings(rule, 'FROM --platform=«$MY_PLATFORM» node:22\n');
  });

  test('the new ARG stands above what is ignored in FROM, but below what is ignored in the file', () => {
    const global = '# dockerfile-mentor global ignore=last-user-root\n';
    const here = '# hadolint ignore=DL3006\n';
    expectFix(rule, `${global}${here}FROM node:«$V»\n`, `${global}ARG V\n${here}FROM node:$V\n`);
  });

  test('an ARG of a stage does not help', () => {
    const [finding] = expectFindings(rule, 'FROM a:1\nARG V=2\nFROM node:«${V:-1}»\n');
    expect(finding?.related?.[0]?.range.start.line).toBe(1);
  });

  test('declared, automatic and proxy arguments are known', () => {
    expectFindings(
      rule,
      'ARG V\nFROM --platform=$BUILDPLATFORM a:$V-$TARGETARCH AS x$y\nFROM a:$http_proxy\nARG Z=$Q\n',
    );
  });

  test('where nothing is left of the image the error says it; BuildKit says both', () => {
    expectFindings(rule, 'FROM $X\n');
    expectFindings(rule, 'FROM «$X»\n', buildkit);
  });
});

describe('invalid-default-arg-in-from', () => {
  const rule = 'invalid-default-arg-in-from';

  test('empty or not valid with the defaults', () => {
    expectFindings(rule, 'ARG A\nARG B=\nARG C=Up\nFROM «$A»\nFROM «x:$B»\nFROM «$C»\nFROM x:${B:-1}\n');
    expectFindings(rule, 'ARG A=1\nARG B=${A}-slim\nARG A=2\nFROM x:$B\nFROM «x:-$B»\n');
  });

  test('automatic arguments have values, stages are names', () => {
    expectFindings(rule, 'FROM a:1 AS base-amd64\nFROM base-${TARGETARCH}\nFROM scratch\nFROM «a:$TARGETVARIANT»\n');
  });

  test('what is no matter of defaults is left to others, but not in BuildKit', () => {
    expectFindings(rule, 'FROM $X\nFROM Up\n');
    expectFindings(rule, 'FROM «$X»\nFROM «Up»\n', buildkit);
  });

  test('a variable that stops the build ends the check', () => {
    expectFindings(rule, 'ARG A\nFROM ${A:?must be set}\nFROM x:$A\n');
  });
});

describe('latest-base-image and untagged-base-image', () => {
  test('latest: the tag, also by a default', () => {
    const rule = 'latest-base-image';
    expectFindings(rule, 'ARG T=latest\nFROM a:«latest»\nFROM «a:$T»\nFROM a:latest-slim\nFROM a\n');
    expectFindings(rule, `FROM a:latest@sha256:${'a'.repeat(64)}\nARG T=latest\nFROM a:$T\n`);
    expectFindings(rule, 'ARG R\nFROM $R/a:«latest»\nFROM $R:latest@sha256:0\n');
  });

  test('untagged: not scratch, stages, digests, and what only the build knows', () => {
    const rule = 'untagged-base-image';
    expectFindings(rule, 'ARG I=debian\nFROM «node» AS x\nFROM «$I»\nFROM «host:5000/a/b»\n');
    expectFindings(rule, `FROM scratch\nFROM a:1 AS Base\nFROM base\nFROM a@sha256:${'a'.repeat(64)}\nFROM $UNKNOWN\n`);
    expectFindings(rule, 'ARG R\nFROM «host/$R/a»\nFROM host/$R\nFROM host/a$R\nFROM $R/a\nFROM host/$R/a:1\n');
    expectFindings(rule, 'FROM a:1 AS base-amd64\nFROM base-$TARGETARCH\nFROM base-${TARGETARCH}\n');
  });
});

describe('platforms', () => {
  test('redundant-target-platform: TARGETPLATFORM and nothing else', () => {
    const rule = 'redundant-target-platform';
    expectFix(rule, 'FROM «--platform=$TARGETPLATFORM» a:1\n', 'FROM a:1\n', { safe: true });
    expectFix(
      rule,
      'ARG TARGETPLATFORM=linux/arm64\nFROM «--platform=${TARGETPLATFORM}» a:1\n',
      'ARG TARGETPLATFORM=linux/arm64\nFROM a:1\n',
      { safe: false },
    );
    expectFindings(rule, 'FROM «--platform="${TARGETPLATFORM:-linux/amd64}"» a:1\n');
    expectFindings(rule, 'FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=$TARGETOS/$TARGETARCH a:1\n');
    expectFindings(rule, 'FROM --platform=$TARGETPLATFORM$X a:1\nFROM --platform=$TARGETPLATFORM/v7 a:1\n');
  });

  test('constant-from-platform: not where the stage is named after it', () => {
    const rule = 'constant-from-platform';
    expectFix(
      rule,
      'FROM --platform=«linux/amd64» a:1 AS build\nFROM --platform=«arm64» a:1\n',
      'FROM a:1 AS build\nFROM a:1\n',
      { safe: false, title: 'Delete `--platform`' },
    );
    expectFindings(
      rule,
      'FROM --platform=linux/amd64 a:1 AS build_AMD64\nFROM --platform=linux/arm64 a:1 AS on-linux\n',
    );
    expectFindings(
      rule,
      'FROM --platform=$P a:1\nFROM --platform=linux/$A a:1\nFROM --platform=nonsense a:1\nFROM a:1\n',
    );
    expectFindings(rule, 'FROM --platform=«linux/amd64» a:1 AS amd64\nFROM --platform=«$P» a:1\n', hadolint);
    expectFindings(rule, 'FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=${TARGETPLATFORM} a:1\n', hadolint);
  });

  test('base-image-platform-mismatch: what the name of the image says', () => {
    const rule = 'base-image-platform-mismatch';
    expectFindings(
      rule,
      'FROM --platform=«linux/amd64» arm64v8/debian:13\nFROM --platform=«amd64» docker.io/i386/debian:13\n',
    );
    expectFindings(rule, 'FROM --platform=«linux/amd64» mcr.microsoft.com/windows/nanoserver:ltsc2022\n');
    expectFindings(
      rule,
      'FROM --platform=linux/arm64/v8 arm64v8/debian:13\nFROM --platform=linux/arm/v7 arm32v7/debian:13\n',
    );
    expectFindings(rule, 'FROM --platform=$BUILDPLATFORM arm64v8/debian:13\nFROM arm64v8/debian:13\n');
    expectFindings(rule, 'FROM --platform=linux/amd64 ghcr.io/arm64v8/x:1\nFROM --platform=linux/arm64 debian:13\n');
  });
});

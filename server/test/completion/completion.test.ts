import { describe, expect, test } from 'vitest';
import { usualTags } from '../../src/completion/usualtags.ts';
import { keywords } from '../../src/dockerfile/grammar.ts';
import { explainedNames } from '../../src/docs/docs.ts';
import { fullSupport } from '../../src/features/completion.ts';
import type { CompletionRequest } from '../../src/service.ts';
import { knownContext } from '../context/memory.ts';
import { docsFor } from '../harness.ts';
import { documentationOf, itemsAt, labelsAt, taken } from './harness.ts';

describe('keywords', () => {
  test('before the first FROM only FROM and ARG', async () => {
    const labels = await labelsAt('<|>');
    expect(labels.slice(0, 2)).toEqual(['FROM', 'ARG']);
    expect(labels.every((label) => /^(?:FROM|ARG)\b/.test(label))).toBe(true);
    expect(await labelsAt('ARG A=1\nr<|>\nFROM alpine\n')).not.toContain('RUN');
  });

  test('with the first letter, in the middle of a word, in the case of the file', async () => {
    expect(await taken('FROM alpine\nR<|>', 'RUN')).toBe('FROM alpine\nRUN');
    expect(await taken('FROM alpine\nCO<|>PPY a b', 'COPY')).toBe('FROM alpine\nCOPY a b');
    expect(await taken('from alpine\nc<|>', 'copy')).toBe('from alpine\ncopy');
    expect(await labelsAt('from alpine as a\nR<|>')).toContain('run <<EOF');
    expect(await taken('from alpine\nf<|>', 'from image:tag AS stage'.replace('AS', 'as'))).toContain(' as ${2');
  });

  test('forms only where nothing follows, and only for clients with snippets', async () => {
    expect(await labelsAt('FROM alpine\nCO<|> a b')).not.toContain('COPY source destination');
    expect(await labelsAt('FROM alpine\n<|>')).toContain('COPY source destination');
    const support = { ...fullSupport, snippets: false };
    expect(await labelsAt('FROM alpine\n<|>', { support })).not.toContain('COPY source destination');
  });

  test('every instruction, the usual ones first', async () => {
    const labels = (await labelsAt('FROM alpine\n<|>')).filter((label) => /^[A-Z]+$/.test(label));
    expect([...labels].sort()).toEqual([...keywords]);
    expect(labels[0]).toBe('RUN');
    expect(labels.at(-1)).toBe('MAINTAINER');
  });

  test('ONBUILD takes no FROM, ONBUILD and MAINTAINER', async () => {
    const labels = await labelsAt('FROM alpine\nONBUILD <|>');
    expect(labels).toContain('RUN');
    expect(labels.filter((label) => /^(?:FROM|ONBUILD|MAINTAINER)\b/.test(label))).toEqual([]);
    expect(await taken('FROM alpine\nONBUILD c<|>', 'COPY')).toBe('FROM alpine\nONBUILD COPY');
  });

  test('snippets of the snippet file where they are wanted', async () => {
    const request = { offersSnippets: true };
    expect(await labelsAt('<|>', request)).toContain('from-platform');
    expect(await labelsAt('<|>', request)).not.toContain('run-bash');
    expect(await labelsAt('FROM alpine\n<|>', request)).toContain('run-bash');
    expect(await labelsAt('FROM alpine\n<|>')).not.toContain('run-bash');
  });
});

describe('flags', () => {
  test('those that are not used yet, and what needs a value goes on', async () => {
    expect(await labelsAt('FROM alpine\nCOPY --link --<|> a b')).toEqual([
      '--from',
      '--chown',
      '--chmod',
      '--parents',
      '--exclude',
    ]);
    expect(await taken('FROM alpine\nCOPY --ch<|>', '--chown')).toBe('FROM alpine\nCOPY --chown=');
    expect(await taken('FROM alpine\nCOPY --fr<|>m=x a b', '--from')).toBe('FROM alpine\nCOPY --from=x a b');
    expect(await labelsAt('FROM alpine\nRUN --mount=type=ssh -<|>')).toContain('--mount');
    expect(await labelsAt('FROM alpine\nHEALTHCHECK --<|>')).toHaveLength(5);
  });

  test('values', async () => {
    expect(await labelsAt('FROM alpine\nRUN --network=<|>')).toEqual(['default', 'none', 'host']);
    expect(await labelsAt('FROM --platform=l<|>inux/amd64 alpine')).toEqual(
      expect.arrayContaining(['linux/arm64', 'linux/s390x']),
    );
    expect(await taken('FROM --platform=l<|>inux/amd64 alpine', 'linux/arm64')).toBe(
      'FROM --platform=linux/arm64 alpine',
    );
    expect(await documentationOf('FROM alpine\nRUN --network=<|>', 'none')).toContain('loopback');
    expect(await documentationOf('FROM alpine\nCOPY --<|>', '--link')).toContain('link');
  });
});

describe('mounts', () => {
  test('types, options by type, values', async () => {
    expect((await labelsAt('FROM alpine\nRUN --mount=<|>'))[0]).toBe('type=bind');
    expect(await labelsAt('FROM alpine\nRUN --mount=type=<|>')).toEqual(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
    const options = await labelsAt('FROM alpine\nRUN --mount=type=cache,dst=/x,<|> true');
    expect(options).toContain('sharing');
    expect(options).not.toContain('target');
    expect(options).not.toContain('type=cache');
    expect(await labelsAt('FROM alpine\nRUN --mount=type=cache,sharing=<|>')).toEqual(['shared', 'private', 'locked']);
    expect(await taken('FROM alpine\nRUN --mount=type=c<|>ach,target=/x true', 'cache')).toBe(
      'FROM alpine\nRUN --mount=type=cache,target=/x true',
    );
    expect((await labelsAt('FROM alpine AS a\nFROM alpine\nRUN --mount=from=<|>'))[0]).toBe('a');
  });

  test('documentation of options and of their values', async () => {
    const locked = await documentationOf('FROM alpine\nRUN --mount=type=cache,sharing=<|>', 'locked');
    expect(locked).toContain('apt');
    expect(await documentationOf('FROM alpine\nRUN --mount=type=secret,<|>', 'required')).toContain('fail');
  });
});

describe('stages', () => {
  const file = 'FROM node:22 AS build\nFROM alpine\nFROM scratch AS last\n';
  test('earlier ones, the nearest first; those without a name by index in --from only', async () => {
    const labels = await labelsAt(`${file}COPY --from=<|>`);
    expect(labels.slice(0, 2)).toEqual(['1', 'build']);
    expect(labels).not.toContain('scratch');
    expect(await labelsAt('FROM node:22 AS build\nFROM alpine\nFROM b<|>')).toContain('build');
    expect((await itemsAt(`${file}COPY --from=<|>`)).find(({ label }) => label === 'build')?.detail).toBe(
      'FROM node:22 AS build',
    );
  });
});

describe('variables', () => {
  test('in scope with their values, the nearest definition first', async () => {
    const items = await itemsAt('ARG V=1\nFROM alpine\nARG NAME=x\nENV HOST=h\nWORKDIR /$<|>\nENV LATER=1');
    const details = Object.fromEntries(items.map(({ label, detail }) => [label, detail]));
    expect(details['NAME']).toBe('ARG = x');
    expect(details['HOST']).toBe('ENV = h');
    expect(details).not.toHaveProperty('LATER');
    expect(details['V']).toContain('ARG V');
  });

  test('before FROM the global ones; platform arguments without a declaration', async () => {
    const labels = await labelsAt('ARG V=1\nFROM alpine:$<|>');
    expect(labels).toContain('V');
    expect(labels).toContain('TARGETPLATFORM');
    expect(await taken('FROM --platform=$<|> alpine', 'BUILDPLATFORM')).toBe('FROM --platform=$BUILDPLATFORM alpine');
  });

  test('in a stage the item adds the ARG that is missing', async () => {
    expect(await taken('FROM alpine AS a\nRUN echo $TARGET<|>', 'TARGETARCH')).toBe(
      'FROM alpine AS a\nARG TARGETARCH\nRUN echo $TARGETARCH',
    );
    expect(await taken('from alpine\r\nrun echo ${TARGET<|>', 'TARGETARCH')).toBe(
      'from alpine\r\narg TARGETARCH\r\nrun echo ${TARGETARCH}',
    );
    expect(await taken('FROM alpine\nARG TARGETOS\nRUN echo $T<|>', 'TARGETOS')).toBe(
      'FROM alpine\nARG TARGETOS\nRUN echo $TARGETOS',
    );
  });

  test('braces are closed where they are open; modifiers', async () => {
    expect(await taken('FROM alpine\nARG A\nENV B=${<|>', 'A')).toBe('FROM alpine\nARG A\nENV B=${A}');
    expect(await taken('FROM alpine\nARG A\nENV B=${<|>}', 'A')).toBe('FROM alpine\nARG A\nENV B=${A}');
    expect(await labelsAt('FROM alpine\nARG A\nENV B=${A<|>')).toContain('A:-default');
    expect(await labelsAt('FROM alpine\nARG A\nENV B=${A:<|>}')).toEqual(['-default', '+replacement', '?message']);
  });

  test('what the script sets by itself', async () => {
    expect(await labelsAt('FROM alpine\nRUN for name in a b; do echo "$<|>"; done')).toContain('name');
    expect(await labelsAt('FROM alpine\nRUN version=1 && echo "${<|>"')).toContain('version');
  });

  test('nothing where nobody replaces them', async () => {
    expect(await labelsAt("FROM alpine\nARG A\nENV B='$<|>'")).toEqual([]);
    expect(await labelsAt('FROM alpine\nARG A\nCMD ["$<|>"]')).toEqual([]);
    expect(await labelsAt('FROM alpine\nARG A\nCOPY --from=$<|>')).toEqual([]);
    expect(await labelsAt('FROM alpine\nARG A\nENV E=1\nCMD echo $<|>')).not.toContain('A');
    expect(await labelsAt('FROM alpine\nARG A\nRUN <<EOF\necho $<|>\nEOF')).toContain('A');
  });
});

describe('values', () => {
  test('users of the stage first', async () => {
    const file = 'FROM node:22 AS a\nRUN groupadd -r staff && useradd --system --gid staff app\nFROM a\n';
    expect((await labelsAt(`${file}USER <|>`)).slice(0, 3)).toEqual(['app', 'node', 'root']);
    expect((await labelsAt(`${file}COPY --chown=app:<|> a b`))[0]).toBe('staff');
    expect(await taken(`${file}USER a<|>pp`, 'node')).toBe(`${file}USER node`);
  });

  test('signals, ports and protocols, labels, shells', async () => {
    expect((await labelsAt('FROM alpine\nSTOPSIGNAL <|>'))[0]).toBe('SIGTERM');
    expect(await documentationOf('FROM alpine\nSTOPSIGNAL S<|>', 'SIGQUIT')).toContain('nginx');
    expect((await labelsAt('FROM postgres:18\nEXPOSE <|>'))[0]).toBe('5432');
    expect(await labelsAt('FROM alpine\nEXPOSE 53/<|>')).toEqual(['tcp', 'udp', 'sctp']);
    const labels = await labelsAt('FROM alpine\nLABEL org.opencontainers.image.title="x" org<|>');
    expect(labels).toContain('org.opencontainers.image.source');
    expect(labels).not.toContain('org.opencontainers.image.title');
    expect(await taken('FROM alpine\nSHELL [<|>]', '["/bin/bash", "-o", "pipefail", "-c"]')).toBe(
      'FROM alpine\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    );
    expect(await labelsAt('FROM alpine\nHEALTHCHECK --interval=5s <|>')).toContain('CMD');
    expect(await labelsAt('FROM alpine\nENV PYTHON<|>')).toContain('PYTHONUNBUFFERED');
    expect(await labelsAt('ARG V=1\nFROM alpine\nARG <|>')).toEqual(expect.arrayContaining(['V', 'TARGETARCH']));
  });
});

describe('comments', () => {
  test('directives that are not used yet, at the top only', async () => {
    expect((await labelsAt('# <|>\nFROM alpine')).slice(0, 3)).toEqual(['syntax=', 'escape=', 'check=']);
    expect(await labelsAt('# syntax=docker/dockerfile:1\n# e<|>')).not.toContain('syntax=');
    expect(await labelsAt('FROM alpine\n# s<|>')).toEqual(['shellcheck disable=', 'shellcheck shell=']);
    expect((await labelsAt('# syntax=<|>'))[0]).toBe('docker/dockerfile:1');
    expect(await taken('# syntax=docker/d<|>ocker:1', 'docker/dockerfile:1')).toBe('# syntax=docker/dockerfile:1');
    expect(await labelsAt('# escape=<|>')).toEqual(['`', '\\']);
    expect(await taken('#<|>', 'syntax=')).toBe('# syntax=');
  });

  test('checks in the directive and above an instruction', async () => {
    expect(await labelsAt('# check=<|>')).toEqual(['skip=', 'error=', 'experimental=']);
    const checks = await labelsAt('# check=skip=StageNameCasing,<|>;error=true');
    expect(checks).toContain('JSONArgsRecommended');
    expect(checks).not.toContain('StageNameCasing');
    expect(await labelsAt('# check=skip=all;<|>')).toEqual(['error=', 'experimental=']);
    expect(await taken('FROM alpine\n# check=skip=J<|>', 'JSONArgsRecommended')).toContain('skip=JSONArgsRecommended');
    expect(await documentationOf('# check=skip=<|>', 'JSONArgsRecommended')).not.toBe('');
  });

  test('rules by the names of each dialect', async () => {
    const own = await labelsAt('FROM alpine\n# dockerfile-mentor ignore=<|>');
    expect(own).toContain('untagged-base-image');
    expect(own).not.toContain('DL3006');
    expect(await labelsAt('FROM alpine\n# hadolint ignore=DL3006,<|>')).toContain('DL3007');
    expect(await labelsAt('FROM alpine\n# shellcheck disable=<|>')).toContain('SC2086');
    expect(await labelsAt('# tally global ignore=<|>')).toEqual(
      expect.arrayContaining(['hadolint/DL3006', 'buildkit/StageNameCasing']),
    );
    expect(await taken('#checkov:skip=CKV<|>', 'CKV_DOCKER_7')).toBe('#checkov:skip=CKV_DOCKER_7');
    expect(await labelsAt('FROM alpine\n# dockerfile-mentor ignore=untagged-base-image <|>')).toEqual(['reason=']);
    expect(await labelsAt('FROM alpine\n# had<|>')).toContain('hadolint ignore=');
    expect(await documentationOf('FROM alpine\n# hadolint ignore=<|>', 'DL3006')).not.toBe('');
  });
});

describe('heredocs', () => {
  test('delimiters with body and end, and the line that ends one', async () => {
    expect(await taken('FROM alpine\nRUN <<<|>', 'EOF')).toBe('FROM alpine\nRUN <<EOF\nset -eu\n${1:command}\nEOF');
    expect(await taken('FROM alpine\nRUN <<EOF\ntrue\nE<|>', 'EOF')).toBe('FROM alpine\nRUN <<EOF\ntrue\nEOF');
    expect(await labelsAt('FROM alpine\nENV A=<<<|>')).toEqual([]);
  });
});

describe('paths', () => {
  const paths = ['package.json', 'src/main.go', 'src/util/a.go', 'node_modules/x/y.js', 'secret.pem', 'a b.txt'];
  async function request(ignore = 'node_modules\n*.pem\n'): Promise<CompletionRequest> {
    const context = await knownContext(paths, { ignore });
    return { list: (folder) => context.list(folder) };
  }

  test('sources of the context that the ignore file lets through, a folder at a time', async () => {
    expect((await labelsAt('FROM alpine\nCOPY <|>', await request())).slice(0, 2)).toEqual(['src/', 'package.json']);
    expect(await labelsAt('FROM alpine\nCOPY p<|> ./', await request())).toEqual(['src/', 'package.json']);
    expect(await labelsAt('FROM alpine\nADD src/<|> ./', await request())).toEqual(['util/', 'main.go']);
    expect(await taken('FROM alpine\nCOPY src/ma<|>in.rs /app/', 'main.go', await request())).toBe(
      'FROM alpine\nCOPY src/main.go /app/',
    );
    expect(await labelsAt('FROM alpine\nCOPY ["src/<|>', await request())).toEqual(['util/', 'main.go']);
    expect(await labelsAt('FROM alpine\nRUN --mount=type=bind,source=<|>', await request())).toContain('package.json');
    expect(await labelsAt('FROM alpine\nCOPY --exclude=<|>', await request())).toContain('src/');
    expect(await labelsAt('FROM alpine\nADD https://x/<|>', await request())).toEqual([]);
  });

  test('destinations behind a source; what a stage is known to have behind --from', async () => {
    const labels = await labelsAt('FROM alpine\nWORKDIR /srv\nCOPY package.json <|>', await request());
    expect(labels).toEqual(expect.arrayContaining(['./', '/srv/', 'src/']));
    const stage = 'FROM golang AS build\nWORKDIR /src\nRUN go build -o /out/app .\nFROM scratch\n';
    expect(await labelsAt(`${stage}COPY --from=build /<|>`)).toEqual(['/out/app', '/src/']);
    expect(await labelsAt(`${stage}COPY --from=composer:2 <|>`)).toContain('/usr/bin/composer');
  });
});

describe('images', () => {
  test('official images with what they are for, stages before them', async () => {
    const labels = await labelsAt('FROM node:22 AS build\nFROM <|>');
    expect(labels[0]).toBe('build');
    expect(labels).toContain('postgres');
    expect(await documentationOf('FROM no<|>', 'node')).toContain('npm');
    expect(await taken('FROM no<|>', 'node')).toContain('FROM node:${1|24-alpine,');
    expect(await taken('FROM py<|>:3.13', 'python')).toBe('FROM python:3.13');
    expect(await labelsAt('FROM alpine\nCOPY --from=comp<|>')).toContain('composer');
  });

  test('usual tags, then AS', async () => {
    expect(await labelsAt('FROM node:<|>')).toContain('22-alpine');
    expect(await labelsAt('FROM docker.io/library/node:2<|>')).toContain('22-alpine');
    expect(await taken('FROM node:2<|>2-slim AS a', '22-alpine')).toBe('FROM node:22-alpine AS a');
    expect(await documentationOf('FROM node:<|>', '22-alpine')).toContain('musl');
    expect(await labelsAt('FROM node:22 <|>')).toEqual(['AS']);
    expect(await labelsAt('from alpine as a\nfrom alpine <|>')).toEqual(['as']);
  });

  test('tags that a registry knows besides', async () => {
    const asked: string[] = [];
    const tagsOf = async (image: string) => {
      asked.push(image);
      return ['22-alpine', '99'];
    };
    const labels = await labelsAt('FROM node:<|>', { tagsOf });
    expect(labels.at(-1)).toBe('99');
    expect(labels.filter((label) => label === '22-alpine')).toHaveLength(1);
    expect(asked).toEqual(['node']);
    await labelsAt('FROM node<|>', { tagsOf });
    expect(asked).toEqual(['node']);
  });

  test.each(['en', 'zh-cn'] as const)('the page says of each what it is for: %s', (locale) => {
    const docs = docsFor(locale);
    for (const name of usualTags.keys()) expect(docs.entry('values/images', name), name).toBeTruthy();
    const missing = [...explainedNames(docs.page('values/images')?.markdown ?? '').keys()].filter(
      (name) => !usualTags.has(name) && !/^-|^(?:lts|latest)$/.test(name),
    );
    expect(missing).toEqual([]);
  });
});

describe('what RUN runs', () => {
  test('sub-commands and flags that are not used yet', async () => {
    expect(await labelsAt('FROM debian\nRUN apt-get <|>')).toContain('install');
    const labels = await labelsAt('FROM debian\nRUN true && \\\n  apt-get install --no-install-recommends -<|> curl');
    expect(labels).toContain('-y');
    expect(labels).not.toContain('--no-install-recommends');
    expect(await labelsAt('FROM debian\nRUN apt-get install --no-<|>')).toContain('--no-install-recommends');
    expect(await taken('FROM alpine\nRUN apk add --no-c<|>ch curl', '--no-cache')).toBe(
      'FROM alpine\nRUN apk add --no-cache curl',
    );
    expect(await documentationOf('FROM alpine\nRUN apk add --<|>', '--no-cache')).toContain('index');
    expect(await labelsAt('FROM alpine\nRUN <<EOF\nset -eu\napk add --<|>\nEOF')).toContain('--no-cache');
    expect(await labelsAt('FROM alpine\nRUN ap<|>')).toContain('apk');
    expect(await labelsAt('FROM python\nRUN python3 -m pip install --no-<|>')).toContain('--no-cache-dir');
    expect(await labelsAt('FROM alpine\nRUN echo "; apk <|>"')).toEqual([]);
  });
});

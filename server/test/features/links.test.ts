import { describe, expect, test } from 'vitest';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../src/features/callHierarchy.ts';
import { documentLinks } from '../../src/features/links.ts';
import { workspaceSymbols } from '../../src/features/workspaceSymbols.ts';
import { Service } from '../../src/service.ts';
import { startClient } from '../client.ts';

const links = (text: string): string[] => {
  const file = Service.parse(text);
  return documentLinks(file).map(({ range, target }) => {
    const [start, end] = [file.source.offsetAt(range.start), file.source.offsetAt(range.end)];
    return `${text.slice(start, end)} ${target}`;
  });
};

describe('links', () => {
  test('of images', () => {
    const text = `# syntax=docker/dockerfile:1
ARG V=22
FROM node:$V-alpine AS a
FROM bitnami/redis
FROM docker.io/library/redis:7
FROM ghcr.io/astral-sh/uv:0.9
FROM quay.io/a/b@sha256:${'0'.repeat(64)}
FROM mcr.microsoft.com/dotnet/sdk:9.0
FROM example.com/x
FROM $UNKNOWN
FROM scratch
FROM a
COPY --from=a x y
COPY --from=busybox x y
RUN --mount=from=alpine:3,target=/x true
`;
    expect(links(text)).toEqual([
      'docker/dockerfile:1 https://hub.docker.com/r/docker/dockerfile',
      'node:$V-alpine https://hub.docker.com/_/node',
      'bitnami/redis https://hub.docker.com/r/bitnami/redis',
      'docker.io/library/redis:7 https://hub.docker.com/_/redis',
      'ghcr.io/astral-sh/uv:0.9 https://github.com/astral-sh/uv/pkgs/container/uv',
      `quay.io/a/b@sha256:${'0'.repeat(64)} https://quay.io/repository/a/b`,
      'mcr.microsoft.com/dotnet/sdk:9.0 https://mcr.microsoft.com/artifact/mar/dotnet/sdk',
      'busybox https://hub.docker.com/_/busybox',
      'alpine:3 https://hub.docker.com/_/alpine',
    ]);
  });

  test('of sources: files, and folders where the client shows them', () => {
    const file = Service.parse('FROM a\nCOPY a.c src none /\n');
    const context = {
      folder: 'file:///w',
      kindOf: (path: string) =>
        path === 'none' ? undefined : path === 'src' ? ('directory' as const) : ('file' as const),
    };
    const targets = (reveals: boolean): (string | undefined)[] =>
      documentLinks(file, context, reveals)
        .slice(1)
        .map(({ target }) => target);
    expect(targets(false)).toEqual(['file:///w/a.c']);
    expect(targets(true)[1]).toBe('command:dockerfileMentor.revealFolder?%5B%22file%3A%2F%2F%2Fw%2Fsrc%22%5D');
  });

  test('of addresses, with what variables say', () => {
    expect(
      links(
        '# See (https://x.org/a_(b)).\nFROM scratch\nARG V=1\nADD https://x.org/$V.tgz git@github.com:a/b.git#v1 /\nRUN curl "https://x.org/${W}" https://x.org/b; x\n',
      ),
    ).toEqual([
      'https://x.org/a_(b) https://x.org/a_(b)',
      'https://x.org/$V.tgz https://x.org/1.tgz',
      'git@github.com:a/b.git#v1 https://github.com/a/b',
      'https://x.org/b https://x.org/b',
    ]);
  });
});

test('stages and who builds on whom', () => {
  const file = Service.parse('FROM a AS b\nFROM b AS c\nCOPY --from=b x y\nRUN --mount=from=b,target=/ x\nFROM c\n');
  const [item] = prepareCallHierarchy(file, { line: 0, character: 11 }, 'file:///w/Dockerfile');
  expect(item?.name).toBe('b');
  if (!item) return;
  const incoming = incomingCalls(file, item);
  expect(incoming.map(({ from, fromRanges }) => [from.name, fromRanges.map(({ start }) => start.line)])).toEqual([
    ['c', [1, 2, 3]],
  ]);
  expect(outgoingCalls(file, item)).toEqual([]);
  expect(outgoingCalls(file, incoming[0]?.from as typeof item).map(({ to }) => to.name)).toEqual(['b']);
});

test('stages and arguments by some of their letters', () => {
  const file = Service.parse('ARG NODE_VERSION\nFROM a AS builder\n');
  const names = (query: string): string[] => workspaceSymbols(file, 'file:///w/D', query, 'D').map(({ name }) => name);
  expect([names('bld'), names('ver'), names(''), names('q')]).toEqual([
    ['builder'],
    ['NODE_VERSION'],
    ['builder', 'NODE_VERSION'],
    [],
  ]);
});

test('over the wire: other files of the workspace, refusals', async () => {
  const uri = 'file:///w/app/Dockerfile';
  const text = 'FROM a AS build\nCOPY src/main.c src none /\n';
  const client = await startClient({
    files: {
      [uri]: text,
      'file:///w/app/src/main.c': '',
      'file:///w/other/Dockerfile': 'FROM b AS builder\n',
      'file:///w/compose.yaml': 'services:\n  x:\n    build:\n      context: app\n      target: build\n',
      'file:///w/docker-bake.hcl': 'target "x" {\n  context = "app"\n  target = "build"\n}\n',
    },
  });
  await client.open(uri, text);
  const ask = <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest(method, { textDocument: { uri }, ...params });
  const position = { line: 0, character: 12 };
  const found = await ask<{ uri: string }[]>('textDocument/references', {
    position,
    context: { includeDeclaration: true },
  });
  expect(found.map((one) => one.uri)).toEqual([uri, 'file:///w/compose.yaml', 'file:///w/docker-bake.hcl']);
  const edit = await ask<{ changes: Record<string, unknown[]> }>('textDocument/rename', { position, newName: 'deps' });
  expect(Object.values(edit.changes).map((edits) => edits.length)).toEqual([1, 1, 1]);
  await expect(ask('textDocument/rename', { position, newName: 'Deps' })).rejects.toThrow('lower case');
  const sources = await ask<{ target: string }[]>('textDocument/documentLink', {});
  expect(sources.map(({ target }) => target)).toEqual(['https://hub.docker.com/_/a', 'file:///w/app/src/main.c']);
  const symbols = await client.connection.sendRequest<{ name: string; containerName: string }[]>('workspace/symbol', {
    query: 'build',
  });
  expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
    ['build', 'app/Dockerfile'],
    ['builder', 'other/Dockerfile'],
  ]);
  const [item] = await ask<object[]>('textDocument/prepareCallHierarchy', { position });
  expect(await client.connection.sendRequest('callHierarchy/incomingCalls', { item })).toEqual([]);
  expect(client.errors).toEqual([]);
  await client.stop();
});

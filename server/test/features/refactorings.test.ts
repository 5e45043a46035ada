import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/lint/fix.ts';
import { refactorings } from '../../src/refactorings.ts';
import { Service } from '../../src/service.ts';
import { readMarks, service } from '../harness.ts';

/** The text after the refactoring at the cursor whose title begins so; undefined where it is not offered. */
function refactored(title: string, marked: string): string | undefined {
  service().speak();
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const position = file.source.positionAt(cursor);
  const found = refactorings(file, { start: position, end: position }).find((one) => one.title.startsWith(title));
  return found && applyEdits(file.source, found.edits);
}

describe('shell form and exec form', () => {
  test('one plain command', () => {
    expect(refactored('Change to exec', 'FROM a\nC<|>MD node "my app.js" --x=\'y z\'\n')).toBe(
      'FROM a\nCMD ["node", "my app.js", "--x=y z"]\n',
    );
    expect(refactored('Change to shell', 'FROM a\nC<|>MD ["node", "my app.js", "it\'s"]\n')).toBe(
      "FROM a\nCMD node 'my app.js' 'it'\\''s'\n",
    );
  });

  test('nothing that needs a shell', () => {
    for (const script of [
      'a && b',
      'a $B',
      'a | b',
      'a > b',
      'A=1 b',
      'a *',
      'exec a',
      'a &',
      'cd /x',
      'a ~/b',
      'a {b,c}',
    ])
      expect(refactored('Change to exec', `FROM a\nC<|>MD ${script}\n`), script).toBe(undefined);
    expect(refactored('Change to shell', 'FROM a\nSHELL ["bash", "-c"]\nC<|>MD ["a"]\n')).toBe(undefined);
  });
});

describe('hostile forms', () => {
  test.each([
    ['a comment', 'C<|>MD [ "a", \\\n # why\n "b" ]', undefined],
    ['an assignment that is none', 'C<|>MD ["A=1", "b"]', "CMD 'A=1' b"],
    ['a reserved word that is none', 'C<|>MD ["if", "b"]', "CMD 'if' b"],
    ['a shell of its own', 'C<|>MD ["sh", "-c", "a && b"]', 'CMD a && b'],
  ])('to shell form: %s', (_title, from, to) => {
    expect(refactored('Change to shell', `FROM a\n${from}\n`)).toBe(to && `FROM a\n${to}\n`);
  });

  test('to exec form: what the shell reads otherwise', () => {
    expect(refactored('Change to exec', 'FROM a\nC<|>MD a # why\n')).toBe(undefined);
    expect(refactored('Change to exec', 'FROM a\nC<|>MD echo "a\\n"\n')).toBe(undefined);
    expect(
      refactored('Change to exec form: no shell runs it any more, and it gets CMD', 'FROM a\nEN<|>TRYPOINT b\n'),
    ).toBe('FROM a\nENTRYPOINT ["b"]\n');
  });

  test('joining: variables, suppressions, shells that stop at failures', () => {
    for (const [first, second] of [
      [': ${X:=1}', 'RUN echo $X'],
      ['for i in a; do b $i; done', 'RUN echo $i'],
      ['a', '# hadolint ignore=DL3008\nRUN b'],
      ['--mount=type=tmpfs,target=/t a', 'RUN --mount=type=tmpfs,target=/t b'],
    ])
      expect(refactored('Join', `FROM a\nRU<|>N ${first}\n${second}\n`), first).toBe(undefined);
    const stops = 'FROM a\nSHELL ["bash", "-e", "-c"]\n';
    expect(refactored('Join', `${stops}RU<|>N { a; b; }\nRUN c\n`)).toBe(undefined);
    expect(refactored('Join', `${stops}RU<|>N a; b\nRUN c\n`)).toBe(`${stops}RUN a; b \\\n    && c\n`);
    expect(refactored('Join', 'FROM a\nRU<|>N a \\\n  # why\n  && b\nRUN c\n')).toBe(
      'FROM a\nRUN a \\\n  # why\n  && b \\\n    && c\n',
    );
  });

  test('splitting: JSON, mounts, services, comments and indentation', () => {
    for (const script of [
      '["sh", "-c", "a && <|>b"]',
      '--mount=type=tmpfs,target=/t a && <|>b',
      'service a start && <|>b',
    ])
      expect(refactored('Split the', `FROM a\nRUN ${script}\n`), script).toBe(undefined);
    expect(refactored('Split the', 'FROM a\n  RUN \\\n  # why\n  --network=none a && <|>b\n')).toBe(
      'FROM a\n  RUN \\\n  # why\n  --network=none a\n  RUN --network=none b\n',
    );
  });

  test('heredocs: carriage returns, quotes, flags, `set +e`', () => {
    for (const script of ['a<|> && b # why', "a<|> && echo 'x\\\ny'"])
      expect(refactored('Change to a heredoc', `FROM a\nRUN ${script}\n`), script).toBe(undefined);
    expect(refactored('Change to a heredoc', 'FROM a\r\nRUN a<|> && b\r\n')).toBe(undefined);
    expect(refactored('Change to a heredoc', 'FROM a\nRUN a<|> && b  \n')).toBe(
      'FROM a\nRUN <<EOF\nset -e\na\nb\nEOF\n',
    );
    for (const body of ['--a <|>b\nc', '["a<|>"]', 'set +e<|>\na', "echo 'x\\\ny'<|>\na"])
      expect(refactored('Change to a chain', `FROM a\nRUN <<EOF\nset -e\n${body}\nEOF\n`), body).toBe(undefined);
  });

  test('extracting: suppressions, names of scripts and of the base image', () => {
    expect(refactored('Extract', '# hadolint ignore=DL3007\nFROM node:22<|>\n')).toBe(
      'ARG NODE_VERSION=22\n# hadolint ignore=DL3007\nFROM node:${NODE_VERSION}\n',
    );
    expect(refactored('Extract', '\uFEFFFROM node:22<|>\n')).toBe(
      '\uFEFFARG NODE_VERSION=22\nFROM node:${NODE_VERSION}\n',
    );
    expect(refactored('Extract', 'FROM a\nRUN x_VERSION=1 && get x-1.<|>2\n')).toContain('ARG X_VERSION=1.2\n');
    expect(refactored('Extract', 'FROM node:22\nRUN get node-1.<|>2\n')).toContain('ARG NODE_VERSION_2=1.2\n');
    expect(refactored('Extract', 'FROM a\nRUN X_VERSION=1 && get x-1.<|>2\n')).toContain('ARG X_VERSION_2=1.2\n');
  });

  test('inlining: what RUN sees', () => {
    expect(refactored('Inline', 'FROM a\nARG DEBIAN_FRONTEND<|>=noninteractive\nRUN apt-get install x\n')).toBe(
      undefined,
    );
    expect(refactored('Inline `V`: it is no build argument any more, and not', 'FROM a\nARG V<|>=1\nRUN a $V\n')).toBe(
      'FROM a\nRUN a 1\n',
    );
  });

  test('quoted keys, busy mounts, ports that speak no HTTP', () => {
    expect(refactored('Join', 'FROM a\nE<|>NV "A"=1\nENV B=$A\n')).toBe(undefined);
    expect(refactored('Split into', 'FROM a\n  E<|>NV A=1 B=2\n')).toBe('FROM a\n  ENV A=1\n  ENV B=2\n');
    expect(refactored('Add cache', 'FROM a\nRUN <|>pip install x && rm -rf ~/.cache\n')).toBe(undefined);
    expect(refactored('Add cache', 'FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN <|>pip install x\n')).toBe(undefined);
    expect(refactored('Add a HEALTHCHECK', 'FROM debian:13\nEXP<|>OSE 5432\n')).toBe(undefined);
    expect(refactored('Add a HEALTHCHECK', 'from debian:13\nexp<|>ose 8443\n')).toBe(
      'from debian:13\nexpose 8443\nhealthcheck cmd curl -kfsS -o /dev/null https://localhost:8443/ || exit 1\n',
    );
  });
});

describe('RUNs', () => {
  test('are joined', () => {
    expect(refactored('Join', 'FROM a\nRU<|>N a\n# why\n\nRUN b && c\nRUN d\n')).toBe(
      'FROM a\nRUN a \\\n# why\n    && b && c\nRUN d\n',
    );
    for (const [first, second] of [
      ['cd /x', 'b'],
      ['X=1', 'b'],
      ['a', 'b || c'],
      ['a', 'b; c'],
      ['a &', 'b'],
      ['--network=none a', 'b'],
      ['set -x', 'b'],
      ['["a"]', 'b'],
    ])
      expect(refactored('Join', `FROM a\nRU<|>N ${first}\nRUN ${second}\n`), first).toBe(undefined);
  });

  test('are split', () => {
    expect(refactored('Split the', 'FROM a\nRUN --network=none a \\\n  # why\n  && <|>b && c\n')).toBe(
      'FROM a\nRUN --network=none a\n# why\nRUN --network=none b && c\n',
    );
    expect(refactored('Split the', 'FROM a\nRUN cd /x && <|>b\n')).toBe(undefined);
    expect(refactored('Split the', 'FROM a\nRUN a || <|>b\n')).toBe(undefined);
  });

  test('are heredocs and chains', () => {
    const chain = 'FROM a\nRUN --network=none <|>a && b | c \\\n    && d\n';
    const heredoc = 'FROM a\nRUN --network=none <<EOF\nset -e\na\nb | c\nd\nEOF\n';
    expect(refactored('Change to a heredoc', chain)).toBe(heredoc);
    expect(refactored('Change to a chain', heredoc.replace('\na\n', '\n<|>a\n'))).toBe(
      'FROM a\nRUN --network=none a \\\n    && b | c \\\n    && d\n',
    );
    expect(refactored('Change to a heredoc', 'FROM a\nRUN <|>a; b\n')).toBe(undefined);
    expect(refactored('Change to a chain', 'FROM a\nRUN <<EOF\n<|>a\nb\nEOF\n')).toBe(undefined);
    expect(refactored('Change to a chain', 'FROM a\nRUN <<EOF\nset -e\n<|>a || b\nEOF\n')).toBe(undefined);
    // `set -e` sees neither of them fail.
    expect(refactored('Change to a chain', 'FROM a\nRUN <<EOF\nset -e\n<|>a && b\nc\nEOF\n')).toBe(undefined);
    expect(refactored('Change to a heredoc', 'FROM a\nRUN <|>! a && b\n')).toBe(undefined);
  });

  test('get cache mounts', () => {
    expect(refactored('Add cache', 'FROM a\nRUN <|>npm ci\n')).toBe(
      'FROM a\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
    );
    expect(refactored('Add cache', 'FROM a\nRUN <|>apt-get update && apt-get install -y x\n')).toBe(
      'FROM a\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    apt-get update && apt-get install -y x\n',
    );
    expect(refactored('Add cache', 'FROM a\nUSER x\nRUN <|>npm ci\n')).toBe(undefined);
    expect(refactored('Add cache', 'FROM a\nRUN <|>pip install --no-cache-dir x\n')).toBe(undefined);
  });

  test('have their packages sorted', () => {
    expect(refactored('Sort', 'FROM a\nRUN apt-get install -y \\\n    git \\\n    cu<|>rl=1 \\\n && x\n')).toBe(
      'FROM a\nRUN apt-get install -y \\\n    curl=1 \\\n    git \\\n && x\n',
    );
    expect(refactored('Sort', 'FROM a\nRUN apt-get install $B <|>a\n')).toBe(undefined);
  });
});

test('ENV and LABEL are split and joined', () => {
  expect(refactored('Split into', 'FROM a\nE<|>NV A=1 \\\n  B="2 3"\n')).toBe('FROM a\nENV A=1\nENV B="2 3"\n');
  expect(refactored('Split into', 'FROM a\nE<|>NV A=1 B=$A\n')).toBe(undefined);
  expect(refactored('Join', 'FROM a\nE<|>NV A=1\nENV B=2\n')).toBe('FROM a\nENV A=1 \\\n    B=2\n');
  expect(refactored('Join', 'FROM a\nE<|>NV A=1\nENV B=$A\n')).toBe(undefined);
});

test('build arguments are extracted and inlined', () => {
  expect(refactored('Extract', '# x\nFROM node:22-al<|>pine AS a\nFROM node:22-alpine\n')).toBe(
    '# x\nARG NODE_VERSION=22-alpine\nFROM node:${NODE_VERSION} AS a\nFROM node:${NODE_VERSION}\n',
  );
  expect(refactored('Inline', 'ARG V=22\nFROM node:$<|>V\nARG V\nRUN echo "${V}x"\n')).toBe(
    'FROM node:22\nRUN echo "22x"\n',
  );
  expect(refactored('Inline', 'ARG V=22\nFROM node:${<|>V:-1}\n')).toBe(undefined);
  expect(refactored('Inline', 'FROM a\nARG V<|>=1\nENV V=$V\n')).toBe(undefined);
});

test('a user of its own', () => {
  expect(refactored('Run as', 'FROM node:22\nRUN x\nC<|>MD x\n')).toBe('FROM node:22\nRUN x\nUSER node\nCMD x\n');
  expect(refactored('Run as', 'FROM node:22\nUSER x\nC<|>MD x\n')).toBe(undefined);
});

test('a HEALTHCHECK for a port', () => {
  expect(refactored('Add a HEALTHCHECK', 'FROM nginx:1.29-alpine\nEXP<|>OSE 80\n')).toBe(
    'FROM nginx:1.29-alpine\nEXPOSE 80\nHEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:80/ || exit 1\n',
  );
  expect(refactored('Add a HEALTHCHECK', 'FROM a\nHEALTHCHECK NONE\nEXP<|>OSE 80\n')).toBe(undefined);
  expect(refactored('Add a HEALTHCHECK', 'FROM scratch\nEXP<|>OSE 80\n')).toBe(undefined);
});

test('kinds are those that were asked for', () => {
  const file = Service.parse('FROM node:22\nCMD a\n');
  const at = { line: 0, character: 11 };
  const kinds = (only?: string[]): string[] => refactorings(file, { start: at, end: at }, only).map(({ kind }) => kind);
  expect(kinds(['refactor.extract'])).toEqual(['refactor.extract']);
  expect(kinds(['quickfix'])).toEqual([]);
  expect(kinds(['refactor'])).toEqual(kinds());
});

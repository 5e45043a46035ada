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
    'FROM nginx:1.29-alpine\nEXPOSE 80\nHEALTHCHECK CMD wget -q -O /dev/null http://localhost:80/ || exit 1\n',
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

import { expect, test } from 'vitest';
import { ignoreFileText } from '../../src/features/refactor/ignoreFile.ts';
import { refactorActions } from '../../src/refactorings.ts';
import { Service } from '../../src/service.ts';
import { service } from '../harness.ts';

const text = (source: string): string[] => ignoreFileText(Service.parse(source)).split('\n').slice(0, -1);
const common = ['.env', '.dockerignore', 'Dockerfile*', 'compose*.yaml'];

test('it lists what the tools of the file make', () => {
  expect(text('FROM node\nCOPY . .\nRUN npm ci && git clone x\n')).toEqual([
    '.git',
    ...common,
    '**/node_modules',
    'npm-debug.log',
  ]);
  expect(text('FROM rust\nCOPY . .\nRUN cargo build && git describe\n')).toEqual([...common, 'target']);
  // Nothing installs them in the build: they are copied.
  expect(text('FROM node\nCOPY . .\n')).toEqual(['.git', ...common]);
});

test('it leaves out what is copied by name', () => {
  expect(text('ARG JAR=target/*.jar\nFROM a\nARG JAR\nRUN mvn -v\nCOPY $JAR .en[v] compose.yaml ./\n')).toEqual([
    '.git',
    '.dockerignore',
    'Dockerfile*',
  ]);
  expect(text('FROM a\nRUN --mount=source=.git,target=/x cargo build\nCOPY $X /\n')).toEqual([]);
});

test('the action creates the file and writes it, where there is none and the client can', () => {
  service().speak();
  const file = Service.parse('FROM a\nCOPY . .\n');
  const place = { uri: 'file:///w/a/Dockerfile', version: 1 };
  const at = { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } };
  const newIgnoreFile = 'file:///w/a/.dockerignore';
  const find = (target: typeof place & { newIgnoreFile?: string }, range = at): unknown =>
    refactorActions(file, range, target).find(({ title }) => title.startsWith('Create'));
  expect(find(place)).toBe(undefined);
  expect(find({ ...place, newIgnoreFile }, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })).toBe(
    undefined,
  );
  expect(find({ ...place, newIgnoreFile })).toEqual({
    title: 'Create `a/.dockerignore`: COPY and ADD do not get what it lists',
    kind: 'refactor.rewrite',
    edit: {
      documentChanges: [
        { kind: 'create', uri: newIgnoreFile, options: { overwrite: false, ignoreIfExists: false } },
        {
          textDocument: { uri: newIgnoreFile, version: null },
          edits: [
            {
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
              newText: `${['.git', ...common].join('\n')}\n`,
            },
          ],
        },
      ],
    },
  });
});

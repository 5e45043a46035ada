import { describe, expect, test } from 'vitest';
import { BuildContext } from '../../src/context/buildcontext.ts';
import { KnownFiles } from '../../src/context/knownfiles.ts';
import type { DirectoryEntry } from '../../src/files.ts';
import { knownContext, Memory, uriOf } from './memory.ts';

describe('what stands in the context', () => {
  test('files, folders, wildcards in any part', async () => {
    const context = await knownContext(['Dockerfile', 'src/app.ts', 'src/lib/a.js', 'docs/', 'a b.txt']);
    for (const path of [
      'src',
      'src/',
      './src/app.ts',
      '/src/lib',
      'docs',
      '.',
      's*',
      'src/*.ts',
      '*/lib/?.js',
      'a b.txt',
    ])
      expect(context.find(path), path).toBe('present');
    for (const path of ['app.ts', 'SRC', 'src/app.ts/x', 'src/*.py', '**/a.js', 'src/\\*'])
      expect(context.find(path), path).toBe('missing');
  });

  test('names are compared as a person reads them: accents may be composed or not', async () => {
    const context = await knownContext(['Dockerfile', 'e\u0301t\u00e9.txt'.normalize('NFD')]);
    expect(context.find('\u00e9t\u00e9.txt')).toBe('present');
  });

  test('a link leads where it points to', async () => {
    const memory = new Memory({ Dockerfile: '', 'real/x': '' });
    memory.links.set('current', 'directory');
    const context = await knownContext([], {}, memory);
    expect(context.find('current')).toBe('present');
    // What the link points to was not listed, and may be there.
    expect(context.find('current/x')).toBe('unknown');
  });

  test('nothing is said of text that is no file, or of folders that cannot be listed', async () => {
    const context = await knownContext(['package.json']);
    expect(context.find('package.json')).toBe('unknown');
    const certain = await knownContext(['Dockerfile'], { folder: uriOf('gone'), origin: 'configured' });
    expect(certain.find('x')).toBe('unknown');
  });

  test('folders are listed only on the way to what is asked for, and once', async () => {
    const memory = new Memory({ Dockerfile: '', 'a/b/c': '', 'big/1/2': '' });
    const known = new KnownFiles(memory);
    const parts = { dockerfile: uriOf('Dockerfile'), folder: 'file:///w', root: 'file:///w', services: [], others: [] };
    const context = new BuildContext({ ...parts, origin: 'assumed' }, known);
    expect(context.find('a/b/c')).toBe('unknown');
    expect(context.isWaiting).toBe(true);
    for (let round = 0; context.isWaiting; round++) {
      expect(round).toBeLessThan(5);
      expect(await context.load()).toBe(true);
      context.find('a/b/c');
    }
    expect(context.find('a/b/c')).toBe('present');
    expect([...memory.listed].sort()).toEqual([
      ['file:///w', 1],
      ['file:///w/a', 1],
      ['file:///w/a/b', 1],
    ]);
  });

  test('what may have changed is still told, and read again', async () => {
    const memory = new Memory({ Dockerfile: '', 'a/x': '' });
    const known = new KnownFiles(memory);
    const parts = { dockerfile: uriOf('Dockerfile'), folder: 'file:///w', root: 'file:///w', services: [], others: [] };
    const look = () => new BuildContext({ ...parts, origin: 'assumed' }, known);
    for (let context = look(); context.find('a/x') === 'unknown'; ) await context.load();
    memory.files.delete(uriOf('a/x'));
    memory.files.set(uriOf('a/y'), '');
    expect(known.doubtAround(uriOf('a/x'))).toBe(true);
    expect(known.doubtAround(uriOf('nobody/asked'))).toBe(false);
    const context = look();
    expect([context.find('a/x'), context.isWaiting, context.isDoubtful]).toEqual(['present', false, true]);
    expect(await context.load()).toBe(true);
    expect(context.find('a/x')).toBe('missing');
  });
});

describe('what Git leaves out may come from a build', () => {
  test.each([
    ['dist', 'dist/\n', true],
    ['dist/index.js', 'dist\n', true],
    ['target/app.jar', '/target/\n!keep\n', true],
    ['app.jar', '*.jar\n', true],
    ['src/app.ts', 'dist\n', false],
    ['dist/keep', 'dist/*\n!dist/keep\n', false],
  ])('%s with %j: %s', async (path, gitignore, expected) => {
    const memory = new Memory({ Dockerfile: '', '.gitignore': gitignore, 'src/x': '' });
    expect((await knownContext([], {}, memory)).mayBeGenerated(path)).toBe(expected);
  });

  test('the nearest file that says something decides, above and below the context', async () => {
    const memory = new Memory({
      '.gitignore': 'out\n',
      'web/.gitignore': '!out\n',
      'web/sub/.gitignore': 'gen\n',
      'web/sub/x': '',
    });
    const context = await knownContext([], { folder: uriOf('web') }, memory);
    expect(['out', 'sub/gen', 'other'].map((path) => context.mayBeGenerated(path))).toEqual([false, true, false]);
  });
});

describe('what the ignore file leaves out', () => {
  const paths = ['Dockerfile', 'README.md', 'dist/app.js', 'dist/keep/x', 'logs/a.log', 'logs/b.log', 'src/a.ts'];
  test.each([
    ['dist', 'dist', 'dist'],
    ['dist', 'dist\n!dist/keep', undefined],
    ['dist', 'dist\n!dist/other', 'dist'],
    ['dist', 'dist\n!**/*.ts', 'dist'],
    ['dist', '**\n!**/x', undefined],
    ['logs/*.log', '**/*.log\n!a.log', '**/*.log'],
    ['logs/*.log', '**/*.log\n!**/a.log', undefined],
    ['.', '*\n!src', undefined],
    ['.', '*\n!nothing', '*'],
    ['src/a.ts', '*\n!src', undefined],
    ['nothing', 'nothing', undefined],
    ['src', '', undefined],
  ])('%s with %j: %s', async (path, ignore, pattern) => {
    expect((await knownContext(paths, { ignore })).leftOutBy(path)?.text).toBe(pattern);
  });
});

describe('what a source of COPY means', () => {
  const paths = ['Dockerfile', 'a.md', 'b.md', 'src/a.ts', 'src/lib/b.ts', 'src/lib/c.md', 'node_modules/x/y.js'];

  test.each([
    ['.', '', 7, 0],
    ['.', 'node_modules\n*.md', 4, 3],
    ['./src/', '**/*.md', 2, 1],
    ['*.md', '', 2, 0],
    ['*.md', 'a.md', 1, 1],
    ['s?c', '', 3, 0],
    ['src/*', '', 3, 0],
    ['src/a.ts', '', 1, 0],
    ['nothing', '', 0, 0],
    ['.', '*\n!src/lib', 2, 5],
  ])('%s with %j: %i files, %i left out', async (source, ignore, files, ignored) => {
    const found = await (await knownContext(paths, { ignore })).matchFiles(source);
    expect([found.files, found.ignored, found.isTruncated]).toEqual([files, ignored, false]);
  });

  test('sizes and the first paths', async () => {
    const context = await knownContext(paths);
    expect(await context.matchFiles('src')).toMatchObject({
      files: 3,
      bytes: 'src/a.ts'.length + 'src/lib/b.ts'.length + 'src/lib/c.md'.length,
      paths: ['src/a.ts', 'src/lib/b.ts', 'src/lib/c.md'],
    });
  });

  test('--parents and --exclude', async () => {
    const context = await knownContext(paths);
    const of = async (source: string, flags: object) => (await context.matchFiles(source, flags)).paths;
    expect(await of('**/*.ts', { parents: true })).toEqual(['src/a.ts', 'src/lib/b.ts']);
    expect(await of('./src/./lib', { parents: true })).toEqual(['src/lib/b.ts', 'src/lib/c.md']);
    expect(await of('src', { exclude: ['**/*.md'] })).toEqual(['src/a.ts', 'src/lib/b.ts']);
    expect(await of('src', { exclude: ['lib'] })).toEqual(['src/a.ts']);
  });

  test('a very large context is counted in part', async () => {
    /** Thousands of folders with a file each. */
    class Wide extends Memory {
      override async readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
        if (uri !== 'file:///w') return [['f', 'file']];
        return Array.from({ length: 4_000 }, (_, i) => [`d${i}`, 'directory']);
      }
    }
    const found = await (await knownContext(['Dockerfile'], {}, new Wide({}))).matchFiles('.');
    expect(found.isTruncated).toBe(true);
    expect(found.files).toBeGreaterThan(0);
  });

  test('names in a folder, for completion', async () => {
    const context = await knownContext(paths, { ignore: 'node_modules\n*.md\nsrc\n!src/lib' });
    expect(await context.list('.')).toEqual([
      { name: 'Dockerfile', kind: 'file', isIgnored: false },
      { name: 'a.md', kind: 'file', isIgnored: true },
      { name: 'b.md', kind: 'file', isIgnored: true },
      { name: 'node_modules', kind: 'directory', isIgnored: true },
      { name: 'src', kind: 'directory', isIgnored: false },
    ]);
    expect((await context.list('src')).map(({ name, isIgnored }) => [name, isIgnored])).toEqual([
      ['a.ts', true],
      ['lib', false],
    ]);
    expect(await context.list('nothing')).toEqual([]);
  });
});

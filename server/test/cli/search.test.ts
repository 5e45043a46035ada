import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isDockerfileName } from '../../src/cli/search.ts';
import { bad, clean, folder, lintJson, onlyApt, run } from './harness.ts';

async function found(cwd: string, ...paths: string[]): Promise<string[]> {
  return (await lintJson(cwd, '--preset', 'none', ...paths)).report.files.map(({ path }) => path);
}

test('names of Dockerfiles', () => {
  for (const name of [
    'Dockerfile',
    'Dockerfile.dev',
    'app.Dockerfile',
    'app.dockerfile',
    'Containerfile',
    'Containerfile.dev',
    'app.containerfile',
  ]) {
    expect([name, isDockerfileName(name)]).toEqual([name, true]);
  }
  for (const name of [
    'dockerfile',
    'Dockerfiles',
    'Dockerfile-dev',
    'MyDockerfile',
    'Dockerfile.dockerignore',
    'app.Dockerfile.dockerignore',
    '.dockerignore',
    'docker-compose.yml',
  ]) {
    expect([name, isDockerfileName(name)]).toEqual([name, false]);
  }
});

describe('a folder', () => {
  test('is searched all the way down, sorted by path, but for .git and node_modules', async () => {
    const cwd = folder({
      'b/Dockerfile': clean,
      'a/z/x.Dockerfile': clean,
      'a/Dockerfile.dev': clean,
      Dockerfile: clean,
      '.devcontainer/Dockerfile': clean,
      '.git/Dockerfile': clean,
      'a/node_modules/x/Dockerfile': clean,
      'a/Dockerfile.dockerignore': 'x',
      'a/readme.md': '',
    });
    const all = ['.devcontainer/Dockerfile', 'Dockerfile', 'a/Dockerfile.dev', 'a/z/x.Dockerfile', 'b/Dockerfile'];
    expect(await found(cwd)).toEqual(all);
    expect(await found(cwd, '.')).toEqual(all);
    expect(await found(cwd, 'a', 'b', 'a/Dockerfile.dev')).toEqual(all.slice(2));
  });

  test('without Dockerfiles says so and is no mistake', async () => {
    const cwd = folder({ 'docs/readme.md': '' });
    expect(await run(cwd, ['lint', '--format', 'json', 'docs'])).toEqual({
      status: 0,
      out: '{"version":1,"files":[]}\n',
      err: 'docs: There is no Dockerfile in this folder.\n',
    });
    expect(await run(cwd, ['fix'])).toEqual({ status: 0, out: '', err: '.: There is no Dockerfile in this folder.\n' });
  });

  test('links to folders are not followed, links to files are files', async () => {
    const cwd = folder({ 'a/Dockerfile': clean });
    symlinkSync('..', join(cwd, 'a/loop'));
    symlinkSync('a', join(cwd, 'again'));
    symlinkSync('a/Dockerfile', join(cwd, 'Dockerfile'));
    mkdirSync(join(cwd, 'Dockerfile.d'));
    symlinkSync('a', join(cwd, 'Dockerfile.link'));
    expect(await found(cwd)).toEqual(['Dockerfile', 'a/Dockerfile']);
    expect(await found(cwd, 'again')).toEqual(['again/Dockerfile']);
  });

  test('a link to nothing is told, the rest is done', async () => {
    const cwd = folder({ 'a/Dockerfile': clean });
    symlinkSync('nothing', join(cwd, 'Dockerfile'));
    expect(await lintJson(cwd, '--preset=none')).toMatchObject({
      status: 2,
      err: 'Dockerfile: There is no such file or folder.\n',
      report: { files: [{ path: 'a/Dockerfile' }] },
    });
  });
});

describe('a file', () => {
  test('that is named is taken whatever its name, once', async () => {
    const cwd = folder({ 'build.txt': bad, '.gitignore': '*\n' });
    const { report } = await lintJson(cwd, ...onlyApt, 'build.txt', './build.txt', join(cwd, 'build.txt'));
    expect(report.files.map(({ path }) => path)).toEqual(['build.txt']);
    expect(report.files[0]?.diagnostics).toHaveLength(1);
  });

  test('outside the working directory has an absolute path', async () => {
    const cwd = folder({ 'here/x': '', '..there/Dockerfile': clean, Dockerfile: clean });
    expect(await found(join(cwd, 'here'), '..')).toEqual([`${cwd}/..there/Dockerfile`, `${cwd}/Dockerfile`]);
    expect(await found(cwd, '..there')).toEqual(['..there/Dockerfile']);
  });
});

describe('.gitignore', () => {
  test('leaves files and folders out, nested ones decide first', async () => {
    const cwd = folder({
      '.gitignore': '/build/\n*.dev\n!keep.dev\nvendor\n',
      'build/Dockerfile': clean,
      'sub/build/Dockerfile': clean,
      'Dockerfile.dev': clean,
      'sub/.gitignore': '!Dockerfile.dev\n/only\n',
      'sub/Dockerfile.dev': clean,
      'sub/only/Dockerfile': clean,
      'sub/x/only/Dockerfile': clean,
      'sub/.gitignore.Dockerfile': clean,
      'vendor/Dockerfile': clean,
      'own/.gitignore': '!vendor\n',
      'own/vendor/deep/Dockerfile': clean,
    });
    expect(await found(cwd)).toEqual([
      'own/vendor/deep/Dockerfile',
      'sub/.gitignore.Dockerfile',
      'sub/Dockerfile.dev',
      'sub/build/Dockerfile',
      'sub/x/only/Dockerfile',
    ]);
  });

  test('counts from the root of the repository, but not for the folder that was named', async () => {
    const cwd = folder({
      '.git/HEAD': '',
      '.gitignore': 'generated/\n',
      'a/b/Dockerfile': clean,
      'a/b/generated/Dockerfile': clean,
      'a/.gitignore': '*.tmp.Dockerfile\n',
      'a/b/x.tmp.Dockerfile': clean,
    });
    expect(await found(join(cwd, 'a/b'))).toEqual(['Dockerfile']);
    expect(await found(cwd, 'a/b')).toEqual(['a/b/Dockerfile']);
    expect(await found(cwd, 'a/b/generated')).toEqual(['a/b/generated/Dockerfile']);
  });
});

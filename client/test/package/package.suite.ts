import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vsix } from '../../../scripts/hosts/project.mjs';
import { readZip } from './zip.ts';

const archive = await readFile(vsix);
const files = readZip(archive);
const inside = [...files.keys()]
  .filter((name) => name.startsWith('extension/'))
  .map((name) => name.slice('extension/'.length))
  .sort();
const manifest = JSON.parse(files.get('extension/package.json')?.text() ?? '{}');
const textOf = (name: string) => files.get(`extension/${name}`)?.text() ?? '';

describe('the package', () => {
  test('holds the bundles', () => {
    for (const name of [
      'cli.js',
      'client.js',
      'client.web.js',
      'engine.js',
      'program.js',
      'server.js',
      'server.web.js',
      'docs.en.json',
      'docs.zh-cn.json',
    ]) {
      expect(inside).toContain(`dist/${name}`);
    }
  });

  test('holds nothing that is not named here', () => {
    const expected = [
      /^package(\.nls(\.zh-cn)?)?\.json$/,
      /^(readme|README\.zh-cn|changelog)\.md$/,
      /^LICENSE\.txt$/,
      /^language-configuration\.json$/,
      /^dist\/(cli|client|client\.web|program|server|server\.web|engine|sidebar|panel)\.js$/,
      /^dist\/sidebar\.css$/,
      /^dist\/docs\.(en|zh-cn)\.json$/,
      /^images\/[\w.-]+\.(png|svg)$/,
      /^l10n\/bundle\.l10n\.zh-cn\.json$/,
      /^media\/walkthrough\/\w+(\.nls\.zh-cn)?\.md$/,
      /^schemas\/[\w.-]+\.json$/,
      /^snippets\/[\w.-]+\.json$/,
      /^syntaxes\/[\w.-]+\.json$/,
    ];
    expect(inside.filter((name) => !expected.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('keeps the Docker client in a bundle of its own, which the browser never loads', () => {
    const library = 'listContainers';
    expect(textOf('dist/engine.js')).toContain(library);
    for (const name of ['client', 'client.web', 'sidebar']) expect(textOf(`dist/${name}.js`)).not.toContain(library);
  });

  test('holds README, CHANGELOG and LICENSE', () => {
    expect(inside).toEqual(expect.arrayContaining(['readme.md', 'changelog.md', 'LICENSE.txt']));
  });

  test('holds every file its manifest names', () => {
    const { contributes, main, browser, icon, l10n } = manifest;
    const named = [main, browser, icon, ...pathsIn(contributes)].map((path: string) => posix.normalize(path));
    expect(named.filter((path) => !inside.includes(path))).toEqual([]);
    expect(inside.some((name) => name.startsWith(`${posix.normalize(l10n)}/`))).toBe(true);
  });

  test('has every word of its manifest in both languages', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect(keys.length).toBeGreaterThan(0);
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const words = JSON.parse(textOf(file));
      expect(keys.filter((key) => !words[key as string])).toEqual([]);
    }
  });

  test('shows only images that it holds', () => {
    const images = [...textOf('readme.md').matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)|<img[^>]*src="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    const local = images.filter((path) => !/^https:/.test(path)).map((path) => posix.normalize(path));
    expect(local.filter((path) => !inside.includes(path))).toEqual([]);
  });

  test('is one small universal file', () => {
    expect(archive.byteLength).toBeLessThan(2_000_000);
    expect(files.get('extension.vsixmanifest')?.text()).not.toContain('TargetPlatform');
  });
});

/** Every value in a contribution that is the path of a file. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\.\/.+\.\w+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

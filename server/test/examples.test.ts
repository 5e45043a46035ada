import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parseIgnoreFile } from '../src/context/ignorefile.ts';
import { rules } from '../src/rules/index.ts';
import { Service } from '../src/service.ts';
import { mergeSettings } from '../src/settings.ts';
import { knownContext } from './context/memory.ts';
import { service } from './harness.ts';

/** What a learner opens first: the bad examples are underlined as they say, the good ones are not. */

const root = new URL('../../examples/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What each bad example is there for, by lines counted from 1. Every other folder is clean but for hints. */
const expected: Record<string, string[]> = {
  'bad-syntax': [
    '8 unknown-instruction',
    '10 arg-out-of-scope',
    '12 copy-from-later-stage',
    '14 invalid-port',
    '16 invalid-stopsignal',
    '18 malformed-json-form',
    '21 run-mount-invalid',
  ],
  'bad-apt': [
    '5 latest-base-image',
    '8 package-update-alone',
    '11 apt-get-missing-yes',
    '14 apt-instead-of-apt-get',
    '18 world-writable-permissions',
    '21 sudo-usage',
    '24 curl-insecure',
    '29 last-user-root',
    '30 json-args-recommended',
  ],
  'bad-node': [
    '4 untagged-base-image',
    '6 maintainer-deprecated',
    '9 secret-in-arg-or-env-name',
    '12 relative-workdir',
    '15 cache-busting-copy-before-install',
    '21 json-args-recommended',
  ],
  secrets: ['7 secret-in-arg-or-env-name', '9 secret-in-arg-or-env-name', '11 copy-ignored-file'],
};

/** Paths of the files below a folder of examples. */
function filesOf(folder: string): string[] {
  const url = new URL(`${folder}/`, root);
  const paths = readdirSync(url, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));
  return paths.filter((path) => statSync(new URL(path, url)).isFile());
}

async function findings(folder: string): Promise<string[]> {
  const ignore = existsSync(new URL(`${folder}/.dockerignore`, root)) ? read(`${folder}/.dockerignore`) : undefined;
  return service()
    .lint(Service.parse(read(`${folder}/Dockerfile`)), mergeSettings({}), {
      listing: await knownContext(filesOf(folder)),
      ignoreFile: ignore === undefined ? undefined : parseIgnoreFile(ignore),
    })
    .filter(({ severity }) => severity !== 'hint')
    .map(({ rule, range }) => `${range.start.line + 1} ${rule.id}`);
}

describe('examples', () => {
  it('are a dozen and more', () => {
    expect(folders.length).toBeGreaterThanOrEqual(12);
  });

  it.each(folders)('%s begins with a line in each language, behind the directives', (folder) => {
    const lines = read(`${folder}/Dockerfile`)
      .split('\n')
      .filter((line) => !/^#\s*(?:syntax|escape|check)\s*=/u.test(line));
    expect(lines[0]).toMatch(/^# [A-Z0-9][^\p{Script=Han}]*[.?]$/u);
    expect(lines[1]).toMatch(/^# .*\p{Script=Han}.*。$/u);
    expect(lines[2]).toBe('');
  });

  it.each(folders)('%s is underlined where it says so', async (folder) => {
    const known = new Set<string>(rules.map(({ id }) => id));
    const wanted = (expected[folder] ?? []).filter((one) => known.has(one.split(' ')[1] ?? ''));
    const found = await findings(folder);
    if (expected[folder]) expect(found).toEqual(expect.arrayContaining(wanted));
    else expect(found).toEqual([]);
  });

  it.each(folders.filter((folder) => folder !== 'bad-syntax'))('%s parses', (folder) => {
    const file = Service.parse(read(`${folder}/Dockerfile`));
    expect(file.instructions.filter((instruction) => !instruction.isKnown)).toEqual([]);
    expect(file.stages.length).toBeGreaterThan(0);
  });

  it.each(folders.filter((folder) => !folder.startsWith('bad-')))('%s has what it copies', (folder) => {
    const files = filesOf(folder);
    for (const instruction of Service.parse(read(`${folder}/Dockerfile`)).instructions) {
      if (!instruction.is('COPY') || instruction.flag('from') || instruction.heredocs.length > 0) continue;
      for (const { text } of instruction.args.slice(0, -1)) {
        if (text === '.env') continue;
        const wanted = text.replace(/^\.?\/+|\/$/gu, '');
        const isThere = (path: string): boolean =>
          wanted === '.' || path.startsWith(`${wanted}/`) || picomatch.isMatch(path, wanted, { dot: true });
        expect(files.some(isThere), text).toBe(true);
      }
    }
  });

  it.each(['README.md', 'README.zh-cn.md'])('%s lists each of them once', (readme) => {
    const linked = [...read(readme).matchAll(/\]\(([^)]+)\/Dockerfile\)/gu)].map((match) => match[1]);
    expect(linked.sort()).toEqual([...folders].sort());
  });

  it('have a Compose file whose volumes and networks are declared', () => {
    const compose = parseYaml(read('volumes-and-networks/compose.yaml'));
    const services: { networks?: string[] }[] = Object.values(compose.services);
    for (const { networks } of services) {
      for (const network of networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
    }
    expect(Object.keys(compose.volumes)).toEqual(['uploads', 'db-data']);
  });
});

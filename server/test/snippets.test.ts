import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { usualTags } from '../src/completion/usualtags.ts';
import { parseIgnoreFile } from '../src/context/ignorefile.ts';
import { Service } from '../src/service.ts';
import { mergeSettings } from '../src/settings.ts';
import { service } from './harness.ts';

/** Every snippet, expanded with its defaults as VS Code would: it parses, our own rules find nothing, and it is formatted. */

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

function read(name: string): [string, Snippet][] {
  const url = new URL(`../../snippets/${name}.json`, import.meta.url);
  return Object.entries(JSON.parse(readFileSync(url, 'utf8')) as Record<string, Snippet>);
}

/** Takes the defaults of a snippet's placeholders, the first of its choices. Throws where VS Code would see a variable. */
function expand(body: string): string {
  const defaults = new Map<string, string>();
  let at = 0;

  const until = (end: string): string => {
    let text = '';
    while (at < body.length && body[at] !== end) {
      if (body[at] === '\\' && /[\\$}]/u.test(body[at + 1] ?? '')) {
        text += body[at + 1];
        at += 2;
      } else if (body[at] === '$') {
        text += placeholder();
      } else {
        text += body[at++];
      }
    }
    return text;
  };

  const placeholder = (): string => {
    const start = /^\$(?:(\d+)|\{(\d+)([:|}]))/u.exec(body.slice(at));
    if (!start) throw new Error(`a $ that is neither escaped nor a placeholder: ${body.slice(at, at + 20)}`);
    at += start[0].length;
    const number = start[1] ?? start[2] ?? '';
    if (start[3] === ':') {
      defaults.set(number, until('}'));
      at++;
    } else if (start[3] === '|') {
      const end = body.indexOf('|}', at);
      defaults.set(number, body.slice(at, end).split(',')[0] ?? '');
      at = end + 2;
    }
    return defaults.get(number) ?? '';
  };

  return until('');
}

/** A fragment becomes a file: what it leaves open stands before or behind it. */
function inContext(text: string): string {
  if (/^(?:#.*\n?|\s)*$/u.test(text)) return `${text.trimEnd()}\nFROM alpine:3.22\n`;
  const needsBuild = /(?:--from=|,from=|^FROM )build\b/mu.test(text) && !/ AS build$/mu.test(text);
  const head = needsBuild ? 'FROM debian:13-slim AS build\nRUN mkdir /out\n\n' : '';
  const stage = /^FROM /mu.test(text) ? '' : 'FROM debian:13-slim\nWORKDIR /app\n';
  return `${head}${stage}${text}\n`;
}

const dockerfile = read('dockerfile').map(([name, snippet]) => ({
  name,
  snippet,
  text: expand(snippet.body.join('\n')).trimEnd(),
}));
const compose = read('compose');
const dockerignore = read('dockerignore');

describe('all snippets', () => {
  it.each([
    ['dockerfile', read('dockerfile'), 80],
    ['compose', compose, 12],
    ['dockerignore', dockerignore, 8],
  ] as const)('%s: names, prefixes and descriptions', (_, snippets, atLeast) => {
    expect(snippets.length).toBeGreaterThanOrEqual(atLeast);
    const firstPrefixes = snippets.map(([, { prefix }]) => prefix[0]);
    expect(new Set(firstPrefixes).size, 'the first prefix of each is its own').toBe(snippets.length);
    for (const [name, { prefix, description, body }] of snippets) {
      expect(prefix.length, name).toBeGreaterThan(0);
      expect(new Set(prefix).size, name).toBe(prefix.length);
      for (const one of prefix) expect(one, name).toMatch(/^[a-z][a-z0-9+_-]*$/u);
      expect(description, name).toMatch(/^[^\p{Script=Han}]+ · .*\p{Script=Han}/u);
      expect(expand(body.join('\n')).trim(), name).not.toBe('');
      for (const line of body) expect(line, name).toBe(line.trimEnd());
    }
  });

  it('no prefix leads to more than three snippets', () => {
    for (const snippets of [read('dockerfile'), compose, dockerignore]) {
      const counts = new Map<string, number>();
      for (const prefix of snippets.flatMap(([, snippet]) => snippet.prefix)) {
        counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
      }
      expect([...counts].filter(([, count]) => count > 3)).toEqual([]);
    }
  });

  it('covers every instruction and directive by its name', () => {
    const prefixes = new Set(read('dockerfile').flatMap(([, { prefix }]) => prefix));
    const names =
      'add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir syntax escape check';
    expect(names.split(' ').filter((name) => !prefixes.has(name))).toEqual([]);
  });
});

describe('Dockerfile snippets', () => {
  it('versions are those that completion offers', () => {
    const versionOf = (tag: string): string | undefined => /^\d+(?:\.\d+)*/u.exec(tag)?.[0];
    const old = dockerfile.flatMap(({ name, text }) =>
      Service.parse(inContext(text)).stages.flatMap(({ image }) => {
        const version = versionOf(image?.tag?.text ?? '');
        const usual = (usualTags.get(image?.name.text ?? '') ?? []).flatMap((tag) => versionOf(tag) ?? []);
        return version && usual.length > 0 && !usual.includes(version) ? [`${name}: ${image?.word.text}`] : [];
      }),
    );
    // Bun, Deno and Caddy are offered by major versions.
    expect(old.filter((one) => !/bun|deno|caddy/u.test(one))).toEqual([]);
  });

  const keywords =
    /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR) |^# /u;

  it.each(dockerfile)('$name', ({ text }) => {
    expect(text).toMatch(keywords);
    const file = Service.parse(inContext(text));
    expect(file.stages.length).toBeGreaterThan(0);
    const findings = service()
      .lint(file, mergeSettings({ rules: { 'unused-suppression': 'off', 'check-directive-invalid': 'off' } }))
      .filter(({ severity }) => severity !== 'hint')
      .map(({ rule, range, message }) => `${rule.id} ${range.start.line}: ${message}`);
    expect(findings).toEqual([]);
    expect(service().format(file, mergeSettings({})), 'formatting changes nothing').toEqual([]);
  });

  it.each(dockerfile.filter(({ text }) => (text.match(/^FROM /gmu)?.length ?? 0) > 1))(
    '$name ends without root',
    ({ text }) => {
      const last = text.slice(text.lastIndexOf('\nFROM '));
      const unprivileged =
        /^\nFROM \S*(?:nonroot|unprivileged|chiseled)/u.test(last) || /^USER (?!root|0\b)/mu.test(last);
      expect(unprivileged, last).toBe(true);
    },
  );
});

describe('Compose snippets', () => {
  it.each(compose)('%s is YAML', (_, { body }) => {
    const value: unknown = parseYaml(expand(body.join('\n')));
    expect(value).toBeTypeOf('object');
  });
});

describe('.dockerignore snippets', () => {
  it.each(dockerignore)('%s', (_, { body }) => {
    const text = expand(body.join('\n'));
    expect(() => parseIgnoreFile(text)).not.toThrow();
    expect(text.split('\n').every((line) => line === line.trim())).toBe(true);
  });
});

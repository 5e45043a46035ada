import { describe, expect, test } from 'vitest';
import { parseIgnoreFile } from '../src/context/ignorefile.ts';
import { directiveNames, flags, keywords, mountOptions, mountTypes } from '../src/dockerfile/grammar.ts';
import { firstFence, type Heading, type Page } from '../src/docs/docs.ts';
import { rules } from '../src/rules/index.ts';
import { type Inputs, Service } from '../src/service.ts';
import { mergeSettings } from '../src/settings.ts';
import { knownContext } from './context/memory.ts';
import { docsFor, service } from './harness.ts';

const english = docsFor('en');
const chinese = docsFor('zh-cn');
const mentor = service();

/** Every fence of a page, with its language. */
function fences(page: Page): string[] {
  return page.markdown.match(/^```[\s\S]*?^```/gm) ?? [];
}

describe('every page stands in both languages, with the same structure and the same code', () => {
  test('the same pages', () => {
    expect(chinese.paths).toEqual(english.paths);
  });

  test.each(english.paths.filter((path) => !path.endsWith('.svg')))('%s', (path) => {
    const [en, zh] = [english.page(path), chinese.page(path)];
    if (!en || !zh) throw new Error('missing');
    expect(fences(zh)).toEqual(fences(en));
    expect(zh.sections.map(({ level }) => level)).toEqual(en.sections.map(({ level }) => level));
    expect(en.summary).not.toBe('');
    expect(zh.markdown).toMatch(/\p{Script=Han}/u);
    expect(en.markdown.replace(/README\.zh-cn\.md|简体中文|中文/g, '')).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('instruction pages', () => {
  const needed: Heading[] = ['syntax', 'pitfalls', 'example', 'reference'];
  test.each([...keywords, ...directiveNames])('%s has every section', (name) => {
    for (const docs of [english, chinese]) {
      const page = docs.instruction(name) ?? docs.directive(name);
      expect(page, `${docs.locale}: no page`).toBeDefined();
      for (const heading of needed)
        expect(docs.section(page as Page, heading), `${docs.locale} ${heading}`).toBeTruthy();
      expect(docs.section(page as Page, 'reference')).toContain('https://docs.docker.com/');
    }
  });

  test.each(Object.entries(flags))('%s has a section for each flag', (keyword, table) => {
    for (const docs of [english, chinese]) {
      for (const { name } of table) expect(docs.flag(keyword, `--${name}`), `${docs.locale} --${name}`).toBeDefined();
    }
  });

  test.each(mountTypes)('RUN explains every option of --mount=type=%s', (type) => {
    for (const docs of [english, chinese]) {
      const body = docs.flag('RUN', `--mount=type=${type}`)?.body ?? '';
      for (const { name } of mountOptions[type]) expect(body, `${docs.locale} ${name}`).toContain(`\`${name}\``);
    }
  });

  test.each([...keywords, ...directiveNames])('every example of %s parses', (name) => {
    const page = english.instruction(name) ?? english.directive(name);
    for (const [, code] of (page?.markdown ?? '').matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)) {
      const findings = mentor.lint(Service.parse(code ?? ''), mergeSettings({ preset: 'recommended' }));
      expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    }
  });
});

describe('rule pages', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s: bad is reported, good is not', async (id, rule) => {
    const page = english.rule(rule);
    if (!page) throw new Error('no page');
    const bad = firstFence(english.section(page, 'bad') ?? '', 'dockerfile');
    const good = firstFence(english.section(page, 'good') ?? '', 'dockerfile');
    if (bad === undefined || good === undefined) throw new Error('no bad or good example');
    const ignored = firstFence(english.section(page, 'bad') ?? '', 'text');
    const ignoredGood = firstFence(english.section(page, 'good') ?? '', 'text') ?? ignored;
    const before = await inputsOf(ignored);
    const after = await inputsOf(ignoredGood);
    const options = examples[id] ?? {};
    // What a comment silences is known only where other rules run.
    const preset = rule.seesSuppressions ? 'recommended' : 'none';
    const settings = mergeSettings({ preset, rules: { [id]: { severity: 'on', ...options } } });
    const lint = (code: string, given: Inputs) =>
      mentor.lint(Service.parse(code), settings, given).filter((finding) => finding.rule === rule);
    const found = lint(bad, before);
    expect(found.length).toBeGreaterThan(0);
    expect(lint(good, after)).toEqual([]);
    if (found.every(({ fixes }) => fixes?.some(({ safe }) => safe))) {
      expect(mentor.fix(bad, settings, before, { only: new Set([id]) })).toBe(good);
    }
    for (const heading of ['why', 'ignore', 'see'] as const)
      expect(english.section(page, heading), heading).toBeTruthy();
  });
});

/** What stands in a `text` fence: an ignore file that says so in its first line, else the files of the build context. */
async function inputsOf(text: string | undefined): Promise<Inputs> {
  if (text === undefined) return {};
  if (text.startsWith('# .dockerignore')) return { ignoreFile: parseIgnoreFile(text) };
  return { listing: await knownContext(text.trim().split('\n')) };
}

/** Options without which a rule says nothing, for its page's examples. */
const examples: Readonly<Record<string, Record<string, unknown>>> = {
  'empty-label': { schema: { 'org.opencontainers.image.version': 'text' } },
  'label-not-email': { schema: { 'com.example.contact': 'email' } },
  'label-not-git-hash': { schema: { 'org.opencontainers.image.revision': 'hash' } },
  'label-not-semver': { schema: { 'org.opencontainers.image.version': 'semver' } },
  'line-too-long': { limit: 100 },
  'missing-required-label': { schema: { 'org.opencontainers.image.source': 'url' } },
  'superfluous-label': { schema: { 'org.opencontainers.image.source': 'url' } },
  'untrusted-registry': { trusted: ['docker.io', 'ghcr.io'] },
};

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/rules/index.ts';

const json = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('every message and every word of the manifest is there in Chinese', () => {
  const english = json('l10n/bundle.l10n.json');
  const chinese = json('l10n/bundle.l10n.zh-cn.json');

  test('the same messages', () => {
    expect(Object.keys(english).filter((key) => !(key in chinese))).toEqual([]);
    expect(Object.keys(chinese).filter((key) => !(key in english))).toEqual([]);
  });

  test('the same placeholders and code', () => {
    for (const [key, message] of Object.entries(chinese)) {
      expect(placeholders(message), key).toEqual(placeholders(key));
    }
  });

  test('the manifest', () => {
    const [en, zh] = [json('package.nls.json'), json('package.nls.zh-cn.json')];
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    for (const [, key] of manifest.matchAll(/"%([^%"]+)%"/g)) expect(en, key).toHaveProperty([key as string]);
    for (const rule of rules) expect(zh[`rule.${rule.id}`], rule.id).toMatch(/\p{Script=Han}/u);
  });
});

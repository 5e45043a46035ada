import { expect, test } from 'vitest';
import { effectiveLocale } from '../../src/locale.ts';

test.each([
  [undefined, 'en', 'en'],
  [undefined, 'de', 'en'],
  [undefined, 'zh', 'zh-cn'],
  [undefined, 'zh-cn', 'zh-cn'],
  [undefined, 'zh-Hans-CN', 'zh-cn'],
  [undefined, 'zh_CN', 'zh-cn'],
  [undefined, 'zh-tw', 'en'],
  [undefined, 'zh-HK', 'en'],
  [undefined, 'zh-Hant-TW', 'en'],
  ['en', 'zh-cn', 'en'],
  ['zh-cn', 'en', 'zh-cn'],
  ['auto', 'zh-cn', 'zh-cn'],
  ['fr', 'en', 'en'],
])('setting %s, display language %s: %s', (setting, language, locale) => {
  expect(effectiveLocale(setting, language)).toBe(locale);
});

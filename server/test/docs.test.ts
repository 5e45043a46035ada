import { expect, test } from 'vitest';
import { bundleText, docsBundle, locales } from '../../scripts/build.mjs';
import { readBundle } from '../src/docs/docs.ts';

test.each(locales)('the bundle of %s is read as it was written, and is JSON', async (locale) => {
  const bundle = await docsBundle(locale);
  const text = bundleText(bundle);
  expect(JSON.parse(text)).toEqual(bundle);
  const { pages, messages, snippets } = readBundle(text);
  expect({ pages, messages, snippets }).toEqual(bundle);
  expect(readBundle(JSON.stringify(bundle)).pages).toEqual(bundle.pages);
});

test('pages are taken apart when they are asked for', () => {
  const broken = bundleText({ pages: {}, messages: { a: 'b' } }).replace('{}}', '{');
  expect(readBundle(broken).messages).toEqual({ a: 'b' });
  expect(() => readBundle(broken).pages).toThrow(SyntaxError);
});

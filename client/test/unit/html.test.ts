import { expect, test } from 'vitest';
import { createNonce, frame } from '../../src/sidebar/html.ts';

const nonce = createNonce();
const html = frame({
  cspSource: 'https://csp.example',
  script: 'https://csp.example/sidebar.js',
  style: 'https://csp.example/sidebar.css',
  nonce,
  locale: 'zh-cn',
  home: 'topics/volumes',
  words: {
    back: '"><script>alert(1)</script>',
    home: 'h',
    pages: 'p',
    onThisPage: 'o',
    copy: 'c',
    copied: 'c',
    type: 't',
    code: 'c',
    loading: '<b>',
    restart: 'r',
  },
});

test('the policy allows our script and style, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy).toBe(`default-src 'none'; style-src https://csp.example; script-src 'nonce-${nonce}'`);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('<b>');
  expect(html).toContain('lang="zh-CN"');
});

test('a nonce is new each time', () => {
  expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  expect(createNonce()).not.toBe(nonce);
});

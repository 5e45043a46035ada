import type { Locale } from '../locale.ts';
import { escapeHtml } from './escape.ts';
import type { Words } from './messages.ts';

export interface Frame {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
  readonly locale: Locale;
  /** The page the view begins with. */
  readonly home: string;
  readonly words: Words;
}

/** The empty page of a view. Nothing loads but our own script and style; the rest comes as messages. */
export function frame({ cspSource, script, style, nonce, locale, home, words }: Frame): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${locale === 'zh-cn' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body data-home="${escapeHtml(home)}" data-words="${escapeHtml(JSON.stringify(words))}">
<nav id="pages" aria-label="${escapeHtml(words.pages)}" hidden></nav>
<main id="page" aria-busy="true"><p class="loading">${escapeHtml(words.loading)}</p></main>
<div id="live" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

/** Enough chance that no content can guess it. */
export function createNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

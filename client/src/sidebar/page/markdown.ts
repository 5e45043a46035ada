import { Marked, type Tokens } from 'marked';
import { escapeHtml } from '../escape.ts';
import { isPagePath, isWebAddress } from '../messages.ts';

/**
 * A page's Markdown as HTML that can only contain what is written here: raw HTML is shown as text, a link leads to another page
 * (`data-page`), a heading or a web address, and an image is a diagram of ours (`data-diagram`).
 */
export function renderMarkdown(markdown: string, path: string): string {
  const slugs = new Map<string, number>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (text.startsWith('<!--') ? '' : escapeHtml(text)),
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${slug(text, slugs)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, title, tokens }: Tokens.Link) {
        const attributes = linkAttributes(href, path);
        const text = this.parser.parseInline(tokens);
        return attributes === undefined
          ? text
          : `<a ${attributes}${title ? ` title="${escapeHtml(title)}"` : ''}>${text}</a>`;
      },
      image: ({ href, text }: Tokens.Image) =>
        /\.svg$/i.test(href)
          ? `<span data-diagram="${escapeHtml(href)}" data-label="${escapeHtml(text)}"></span>`
          : escapeHtml(text),
      code: ({ text, lang }: Tokens.Code) =>
        `<pre data-language="${escapeHtml((lang ?? '').split(/\s/)[0] ?? '')}"><code>${escapeHtml(text)}</code></pre>\n`,
    },
  });
  return marked.parse(markdown, { async: false });
}

/** `../instructions/VOLUME.md` seen from `topics/volumes` is `instructions/VOLUME.md`. */
export function resolvePath(relative: string, from: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function linkAttributes(href: string, path: string): string | undefined {
  if (isWebAddress(href)) return `href="${escapeHtml(href)}" data-external`;
  const [file = '', fragment = ''] = href.split('#', 2);
  if (file === '') return fragment === '' ? undefined : `href="#${escapeHtml(fragment)}" data-heading`;
  const page = resolvePath(file, path).replace(/\.md$/, '');
  if (!file.endsWith('.md') || !isPagePath(page)) return undefined;
  return `href="#${escapeHtml(fragment)}" data-page="${escapeHtml(page)}"`;
}

/** The same anchors as on GitHub: lower case, blanks to hyphens, punctuation gone, a number when it repeats. */
function slug(text: string, seen: Map<string, number>): string {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
  const count = seen.get(base) ?? 0;
  seen.set(base, count + 1);
  return escapeHtml(count === 0 ? base : `${base}-${count}`);
}

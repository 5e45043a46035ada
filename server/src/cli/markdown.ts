import type { Paint } from './terminal.ts';

/**
 * Markdown for a terminal: headings, strong words, code and links painted, the marks themselves taken away. Without
 * paint the Markdown stays what it is. Comments are for its authors.
 */
export function renderMarkdown(markdown: string, paint: Paint): string {
  const text = markdown.replace(/^<!--.*?-->\n+/gms, '').trim();
  if (paint('x', 'bold') === 'x') return `${text}\n`;
  let fence = '';
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : '';
    else if (fence !== '') lines.push(`    ${paint(line, 'cyan')}`);
    else lines.push(renderLine(line, paint));
  }
  return `${lines.join('\n')}\n`;
}

function renderLine(line: string, paint: Paint): string {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (!heading) return renderWords(line.replace(/^(\s*)[-*] /, '$1• '), paint);
  const text = renderWords(heading[2] as string, paint);
  return heading[1] === '#' ? paint(text, 'bold', 'underline') : paint(text, 'bold');
}

/** Code spans first: what is in them is text. */
function renderWords(text: string, paint: Paint): string {
  return text
    .split(/(`+[^`]+`+)/)
    .map((part) =>
      part.startsWith('`')
        ? paint(part.replace(/^`+|`+$/g, ''), 'cyan')
        : part
            .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => paint(words, 'bold'))
            .replace(/!?\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words: string, url: string) =>
              /^https?:/.test(url) ? `${words} <${paint(url, 'underline')}>` : words,
            ),
    )
    .join('');
}

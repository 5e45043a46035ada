import type { Page, Section } from '../messages.ts';
import { type CodeHost, decorateCode, shellBlock } from './code.ts';
import { createDiagram } from './diagram.ts';
import { renderMarkdown } from './markdown.ts';
import { wordBoxes } from './words.ts';

/** A page of the documentation as elements. */
export function createArticle(page: Page, host: CodeHost): HTMLElement {
  const article = document.createElement('article');
  article.innerHTML = renderMarkdown(page.markdown, page.path);
  article.querySelector('h1')?.setAttribute('tabindex', '-1');
  insertDiagrams(article, page);
  decorateCode(article, host);
  for (const code of article.querySelectorAll(':not(pre) > code:not(.code code)')) {
    code.replaceChildren(...wordBoxes(code.textContent ?? ''));
  }
  for (const table of article.querySelectorAll('table')) labelCells(table);
  insertContents(article, host.words.onThisPage);
  return article;
}

/** What is said about the open Dockerfile: nothing in it is markup. */
export function createSection(section: Section, host: CodeHost): HTMLElement {
  const root = document.createElement('section');
  root.className = 'file';
  root.setAttribute('aria-labelledby', 'file-title');
  root.append(text('h2', section.title, 'file-title'));
  if (section.lines.length > 0) root.append(lineList(section, host));
  root.append(prose('p', section.text));
  for (const command of section.commands) {
    root.append(prose('h3', command.caption), shellBlock(command.text, host));
  }
  if (section.note !== undefined) {
    const note = prose('p', section.note);
    note.className = 'note';
    root.append(note);
  }
  return root;
}

function lineList(section: Section, host: CodeHost): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'lines';
  for (const { text: source, label, line } of section.lines) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'line';
    button.setAttribute('aria-label', `${source}, ${label}`);
    const code = text('code', source);
    const where = text('span', label);
    where.className = 'where';
    button.append(code, where);
    button.addEventListener('click', () => host.post({ type: 'reveal', line }));
    const item = document.createElement('li');
    item.append(button);
    list.append(item);
  }
  return list;
}

function insertDiagrams(article: HTMLElement, page: Page): void {
  for (const place of article.querySelectorAll<HTMLElement>('[data-diagram]')) {
    const { diagram = '', label = '' } = place.dataset;
    const source = page.diagrams[diagram];
    const figure = source === undefined ? undefined : createDiagram(source, label);
    if (figure === undefined) {
      place.replaceWith(label);
      continue;
    }
    const paragraph = place.parentElement;
    if (paragraph?.localName === 'p' && paragraph.textContent?.trim() === '' && paragraph.children.length === 1) {
      paragraph.replaceWith(figure);
    } else {
      place.replaceWith(figure);
    }
  }
}

/** A list of the page's parts, where it has enough of them to get lost in. */
function insertContents(article: HTMLElement, title: string): void {
  const headings = [...article.querySelectorAll('h2')];
  if (headings.length < 4) return;
  const details = document.createElement('details');
  details.className = 'contents';
  details.append(text('summary', title));
  const nav = document.createElement('nav');
  nav.setAttribute('aria-label', title);
  const list = document.createElement('ul');
  for (const heading of headings) {
    const link = text('a', heading.textContent ?? '');
    link.href = `#${heading.id}`;
    link.dataset.heading = '';
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  nav.append(list);
  details.append(nav);
  headings[0]?.before(details);
}

/** In a narrow view each row becomes a card: every cell says which column it is from, and the table stays one for screen readers. */
function labelCells(table: HTMLTableElement): void {
  const labels = [...table.querySelectorAll('thead th')].map((cell) => cell.textContent ?? '');
  table.setAttribute('role', 'table');
  for (const group of table.querySelectorAll('thead, tbody')) group.setAttribute('role', 'rowgroup');
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    for (const [at, cell] of [...row.cells].entries()) {
      cell.setAttribute('role', cell.localName === 'th' ? 'columnheader' : at === 0 ? 'rowheader' : 'cell');
      if (at > 0) cell.dataset.label = labels[at] ?? '';
    }
  }
}

/** Our own words, where only `code` is more than text. */
function prose<Name extends 'h3' | 'p'>(name: Name, content: string): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [at, piece] of content.split('`').entries()) created.append(at % 2 === 1 ? inlineCode(piece) : piece);
  return created;
}

function inlineCode(content: string): HTMLElement {
  const code = document.createElement('code');
  code.append(...wordBoxes(content));
  return code;
}

function text<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: string,
  id?: string,
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  created.textContent = content;
  if (id !== undefined) created.id = id;
  return created;
}

import { escapeHtml } from '../../escape.ts';
import type { Action, Block, CodeLine, Field, Item, LineLink } from '../../panel/blocks.ts';
import { graphSvg, uriAttribute } from './graph.ts';

/** Blocks as HTML that holds nothing but what is written here. `isOpen` says which folds the reader has opened or closed. */
export function renderBlocks(blocks: readonly Block[], isOpen: (id: string) => boolean | undefined): string {
  return blocks.map((block) => renderBlock(block, isOpen)).join('');
}

function renderBlock(block: Block, isOpen: (id: string) => boolean | undefined): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${prose(block.text)}</h1>`;
    case 'heading':
      return `<h2>${prose(block.text)}</h2>`;
    case 'text':
      return `<p${toneClass(block.tone)}>${prose(block.text)}</p>`;
    case 'facts':
      return `<dl class="facts">${block.rows.map(({ name, items }) => `<div><dt>${escapeHtml(name)}</dt><dd>${list(items)}</dd></div>`).join('')}</dl>`;
    case 'list':
      return list(block.items);
    case 'graph':
      return graph(block, isOpen);
    case 'fold':
      return fold(block, isOpen);
    case 'form':
      return `<form class="fields" aria-label="${escapeHtml(block.label)}">${block.fields.map(field).join('')}</form>`;
    case 'tabs':
      return tabs(block);
    case 'code':
      return code(block);
    case 'restart':
      return `<p><button type="button" class="primary" data-restart data-key="restart">${escapeHtml(block.label)}</button></p>`;
  }
}

function list(items: readonly Item[]): string {
  return `<ul class="items">${items.map((one) => `<li${toneClass(one.tone)}>${item(one)}</li>`).join('')}</ul>`;
}

function item({ text, tone, link, actions = [] }: Item): string {
  const sign =
    tone === 'good'
      ? '<span class="sign" aria-hidden="true">✓</span>'
      : tone === 'could'
        ? '<span class="sign" aria-hidden="true">→</span>'
        : '';
  const buttons = actions.map(action).join('');
  return `${sign}<span class="said">${prose(text)}</span>${link ? lineButton(link, text) : ''}${buttons}`;
}

function lineButton({ line, label, uri }: LineLink, about: string): string {
  const name = `${about.replaceAll('`', '')}, ${label}`;
  return `<button type="button" class="where" data-line="${line}"${uriAttribute(uri)} data-key="${escapeHtml(name)}" aria-label="${escapeHtml(name)}">${escapeHtml(label)}</button>`;
}

function action({ label, does }: Action): string {
  const message = escapeHtml(JSON.stringify(does));
  return `<button type="button" class="small" data-does="${message}" data-key="${message}">${escapeHtml(label)}</button>`;
}

function graph(block: Extract<Block, { kind: 'graph' }>, isOpen: (id: string) => boolean | undefined): string {
  const legend = block.legend
    .map(
      ({ how, text }) =>
        `<li><svg class="key" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true"><g class="edge ${how}"><path d="M1 5H26"/></g></svg>${escapeHtml(text)}</li>`,
    )
    .join('');
  return `<figure class="stages"><div class="scroll">${graphSvg(block)}</div><figcaption><ul class="legend">${legend}</ul><details data-fold="graph"${isOpen('graph') ? ' open' : ''}><summary data-key="fold graph">${escapeHtml(block.summary)}</summary>${list(block.sentences)}</details></figcaption></figure>`;
}

function fold(block: Extract<Block, { kind: 'fold' }>, isOpen: (id: string) => boolean | undefined): string {
  const open = (isOpen(block.id) ?? block.isOpen) ? ' open' : '';
  const badge = block.badge ? `<span class="badge ${block.badge.tone}">${escapeHtml(block.badge.text)}</span>` : '';
  const id = escapeHtml(block.id);
  return `<details class="fold" data-fold="${id}"${open}><summary data-key="fold ${id}"><span>${prose(block.title)}</span>${badge}</summary>${renderBlocks(block.blocks, isOpen)}</details>`;
}

function field(one: Field): string {
  const id = escapeHtml(`field-${one.id}`);
  const common = `id="${id}" data-choose="${escapeHtml(one.id)}" data-key="${id}"`;
  const problem = one.problem
    ? `<span class="problem" id="${id}-problem" role="alert">${prose(one.problem)}</span>`
    : '';
  const state = one.problem ? ` aria-invalid="true" aria-describedby="${id}-problem"` : '';
  if (one.kind === 'switch') {
    return `<div class="switch"><input type="checkbox" ${common}${one.value === 'yes' ? ' checked' : ''}><label for="${id}">${escapeHtml(one.label)}</label></div>`;
  }
  const label = `<label for="${id}">${escapeHtml(one.label)}</label>`;
  if (one.kind === 'choice')
    return `<div>${label}<select ${common}>${options(one.options ?? [], one.value)}</select></div>`;
  return `<div>${label}<input type="text" spellcheck="false" autocomplete="off" ${common} value="${escapeHtml(one.value)}" placeholder="${escapeHtml(one.placeholder ?? '')}"${state}>${problem}</div>`;
}

function options(all: readonly { readonly value: string; readonly label: string }[], chosen: string): string {
  return all
    .map(
      ({ value, label }) =>
        `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`,
    )
    .join('');
}

function tabs({ id, label, value, options: all }: Extract<Block, { kind: 'tabs' }>): string {
  const buttons = all.map((one) => {
    const key = escapeHtml(`${id} ${one.value}`);
    return `<button type="button" aria-pressed="${one.value === value}" data-choose="${escapeHtml(id)}" data-value="${escapeHtml(one.value)}" data-key="${key}">${escapeHtml(one.label)}</button>`;
  });
  return `<div class="tabs" role="group" aria-label="${escapeHtml(label)}">${buttons.join('')}</div>`;
}

function code(block: Extract<Block, { kind: 'code' }>): string {
  const lines = block.lines.map(codeLine).join('');
  const text = escapeHtml(block.text);
  const typing = block.commands
    .map(
      (one) =>
        `<button type="button" class="small" data-type="${escapeHtml(one.text)}" data-key="type ${escapeHtml(one.label)}">${prose(one.label)}</button>`,
    )
    .join('');
  return `<div class="written" role="region" aria-label="${escapeHtml(block.label)}"><div class="buttons"><button type="button" class="small" data-copy="${text}" data-key="copy">${escapeHtml(block.copy)}</button><button type="button" class="small" data-file="${text}" data-language="${escapeHtml(block.language)}" data-key="file">${escapeHtml(block.newFile)}</button>${typing}</div><ol>${lines}</ol></div>`;
}

function codeLine({ text, why }: CodeLine): string {
  const reasons = why.map(
    (one) => `<span class="why">${prose(one.text)}${one.link ? lineButton(one.link, text.trim()) : ''}</span>`,
  );
  return `<li><code>${escapeHtml(text)}</code>${reasons.join('')}</li>`;
}

function toneClass(tone: string | undefined): string {
  return tone === undefined ? '' : ` class="${escapeHtml(tone)}"`;
}

/** Our own words, where only `code` is more than text. */
function prose(text: string): string {
  return text
    .split('`')
    .map((piece, at) => (at % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)))
    .join('');
}

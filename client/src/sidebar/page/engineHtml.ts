/** The live engine as HTML: text only, everything escaped, so that a thousand volumes are one string and one look. */
import type { EngineButton, EngineItem, EnginePanel, GridCell, ReachPanel, ReachRow, Verdict } from '../enginePanel.ts';
import { escapeHtml } from '../escape.ts';

/** The head and the list; what an item says when it is opened comes from `itemHtml`. */
export function panelHtml(panel: EnginePanel): string {
  const { title, text, state, buttons, items, reach } = panel;
  return [
    `<h2 id="engine-title">${escapeHtml(title)}</h2>`,
    `<p class="engine-state ${state}">${prose(text)}</p>`,
    buttons.length > 0 ? `<p class="engine-buttons">${buttonsHtml(buttons, '')}</p>` : '',
    items.length > 8 ? filterHtml(panel) : '',
    items.length > 0 ? `<div class="items">${items.map(summaryHtml).join('')}</div>` : '',
    reach === undefined ? '' : reachPanelHtml(reach),
  ].join('');
}

/** What an opened item says. */
export function itemHtml({ reasons, facts, table, buttons, id }: EngineItem): string {
  return [
    ...reasons.map((reason) => `<p>${prose(reason)}</p>`),
    `<dl>${facts.map(([label, text]) => `<dt>${escapeHtml(label)}</dt><dd>${prose(text)}</dd>`).join('')}</dl>`,
    table === undefined ? '' : tableHtml(table),
    `<p class="engine-buttons">${buttonsHtml(buttons, id)}</p>`,
  ].join('');
}

/** What one container reaches: the answers in a list, each to be opened. */
export function reachHtml(rows: readonly ReachRow[]): string {
  return rows.map(reachRowHtml).join('');
}

function summaryHtml({ id, brief, verdict, table }: EngineItem): string {
  const found = [id, brief, ...(table?.rows ?? []).map(([first]) => first ?? '')].join(' ').toLowerCase();
  return `<details data-item="${escapeHtml(id)}" data-text="${escapeHtml(found)}"><summary>${nameHtml(id)} ${verdictHtml(verdict)}<span class="brief">${escapeHtml(brief)}</span></summary></details>`;
}

/** An anonymous volume's name is long and says nothing: its beginning tells it apart. */
function nameHtml(id: string): string {
  const short = /^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 12)}…` : id;
  return `<code${short === id ? '' : ` title="${id}"`}>${escapeHtml(short)}</code>`;
}

function verdictHtml({ text, tone }: Verdict): string {
  return `<span class="verdict ${tone}">${escapeHtml(text)}</span>`;
}

function filterHtml({ filter }: EnginePanel): string {
  return `<input type="search" class="filter" placeholder="${escapeHtml(filter)}" aria-label="${escapeHtml(filter)}">`;
}

function buttonsHtml(buttons: readonly EngineButton[], id: string): string {
  return buttons
    .map(({ action, label }) => {
      const name = id === '' ? label : `${label}: ${id}`;
      return `<button type="button" class="secondary" data-action="${action}" data-id="${escapeHtml(id)}" aria-label="${escapeHtml(name)}">${escapeHtml(label)}</button>`;
    })
    .join(' ');
}

function tableHtml({ caption, head, rows }: NonNullable<EngineItem['table']>): string {
  const headers = head.map((text) => `<th scope="col" role="columnheader">${escapeHtml(text)}</th>`).join('');
  const body = rows
    .map(
      (row) =>
        `<tr role="row">${row.map((cell, at) => `<td role="${at === 0 ? 'rowheader' : 'cell'}"${at === 0 ? '' : ` data-label="${escapeHtml(head[at] ?? '')}"`}>${prose(cell)}</td>`).join('')}</tr>`,
    )
    .join('');
  return `<h3>${escapeHtml(caption)}</h3><table role="table" aria-label="${escapeHtml(caption)}"><thead role="rowgroup"><tr role="row">${headers}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

function reachPanelHtml({ title, text, label, from, grid, legend }: ReachPanel): string {
  const options = from.map(({ id, name }) => `<option value="${escapeHtml(id)}">${escapeHtml(name)}</option>`).join('');
  return [
    `<h3 id="reach-title">${escapeHtml(title)}</h3><p class="note">${prose(text)}</p>`,
    grid === undefined ? '' : `${gridHtml(grid, title)}<p class="note">${escapeHtml(legend)}</p>`,
    options === '' ? '' : `<label class="from">${escapeHtml(label)} <select>${options}</select></label>`,
    '<div class="reach" role="region" aria-labelledby="reach-title" aria-live="off"></div>',
  ].join('');
}

function gridHtml([head = [], ...rows]: readonly (readonly GridCell[])[], title: string): string {
  const headers = head.map(({ sign }) => `<th scope="col"><span>${escapeHtml(sign)}</span></th>`).join('');
  const body = rows
    .map(([first, ...cells]) => {
      const marks = cells.map(
        ({ sign, label, tone }, at) =>
          `<td class="${tone}" title="${escapeHtml(`${first?.label} → ${head[at + 1]?.label}: ${label}`)}"><span aria-hidden="true">${escapeHtml(sign)}</span><span class="spoken">${escapeHtml(label)}</span></td>`,
      );
      return `<tr><th scope="row">${escapeHtml(first?.sign ?? '')}</th>${marks.join('')}</tr>`;
    })
    .join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table class="matrix" aria-label="${escapeHtml(title)}"><thead><tr>${headers}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function reachRowHtml({ to, verdict, lines, caption, commands }: ReachRow): string {
  const body = [
    ...lines.map((line) => `<p>${prose(line)}</p>`),
    caption === undefined ? '' : `<p>${prose(caption)}</p>`,
    commands === undefined ? '' : `<pre data-language="sh"><code>${escapeHtml(commands)}</code></pre>`,
  ].join('');
  return `<details data-to="${escapeHtml(to)}"><summary><code>${escapeHtml(to)}</code> ${verdictHtml(verdict)}</summary><div class="body">${body}</div></details>`;
}

/** Our own words, where only `code` is more than text. */
function prose(text: string): string {
  return text
    .split('`')
    .map((piece, at) => (at % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)))
    .join('');
}

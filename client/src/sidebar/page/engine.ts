/** The part of a page about the live engine. It keeps its place when the engine tells something new: what is open, filtered, chosen and focused. */
import type { EngineItem, EnginePanel, ReachAnswer } from '../enginePanel.ts';
import { isEngineAction, isObjectId } from '../enginePanel.ts';
import { type CodeHost, decorateCode } from './code.ts';
import { itemHtml, panelHtml, reachHtml } from './engineHtml.ts';

/** What outlives the page when the view is hidden. */
export interface EnginePlace {
  readonly open: readonly string[];
  readonly filter: string;
  readonly from: string;
}

export class EngineSection {
  readonly element = document.createElement('section');
  private readonly host: CodeHost;
  private readonly remember: (place: EnginePlace) => void;
  private items = new Map<string, EngineItem>();
  private open: Set<string>;
  private openReach = new Set<string>();
  private filter: string;
  private from: string;
  private shown = '';

  constructor(host: CodeHost, place: EnginePlace, remember: (place: EnginePlace) => void) {
    this.host = host;
    this.remember = remember;
    this.open = new Set(place.open);
    this.filter = place.filter;
    this.from = place.from;
    this.element.className = 'engine';
    this.element.setAttribute('aria-labelledby', 'engine-title');
    this.element.addEventListener('click', (event) => this.click(event.target as Element));
    this.element.addEventListener('input', (event) => this.input(event.target as Element));
    // It does not bubble.
    this.element.addEventListener('toggle', (event) => this.toggle(event.target as HTMLDetailsElement), true);
  }

  update(panel: EnginePanel): void {
    const text = JSON.stringify(panel);
    if (text === this.shown) return;
    this.shown = text;
    this.items = new Map(panel.items.map((item) => [item.id, item]));
    const focus = this.focused();
    const scroll = this.element.querySelector('.items')?.scrollTop ?? 0;
    this.element.innerHTML = panelHtml(panel);
    this.element.setAttribute('aria-busy', String(panel.state === 'busy'));
    if (panel.state === 'trouble') this.host.announce(panel.text.replaceAll('`', ''));
    this.restore();
    this.element.querySelector('.items')?.scrollTo({ top: scroll });
    if (focus !== undefined) this.element.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  }

  answer({ from, rows }: ReachAnswer): void {
    const place = this.element.querySelector<HTMLElement>('.reach');
    if (place === null || from !== this.from) return;
    const focus = this.focused();
    place.innerHTML = reachHtml(rows);
    decorateCode(place, this.host);
    for (const row of place.querySelectorAll<HTMLDetailsElement>('details')) {
      row.open = this.openReach.has(row.dataset.to ?? '');
    }
    if (focus !== undefined) this.element.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  }

  private restore(): void {
    for (const item of this.element.querySelectorAll<HTMLDetailsElement>('details[data-item]')) {
      if (this.open.has(item.dataset.item ?? '')) {
        this.fill(item);
        item.open = true;
      }
    }
    const box = this.element.querySelector<HTMLInputElement>('.filter');
    if (box !== null) box.value = this.filter;
    this.applyFilter(box === null ? '' : this.filter);
    const select = this.element.querySelector('select');
    if (select === null) return;
    if ([...select.options].some(({ value }) => value === this.from)) select.value = this.from;
    this.from = select.value;
    this.ask();
  }

  private click(target: Element): void {
    const { action, id } = target.closest<HTMLElement>('button[data-action]')?.dataset ?? {};
    if (!isEngineAction(action)) return;
    this.host.post({ type: 'engine', action, ...(isObjectId(id) ? { id } : {}) });
  }

  private input(target: Element): void {
    if (target instanceof HTMLInputElement) {
      this.filter = target.value;
      this.applyFilter(this.filter);
    } else if (target instanceof HTMLSelectElement) {
      this.from = target.value;
      this.ask();
    }
    this.save();
  }

  private toggle(details: HTMLDetailsElement): void {
    const { item, to } = details.dataset;
    const all = item === undefined ? this.openReach : this.open;
    const key = item ?? to;
    if (key === undefined) return;
    if (details.open) all.add(key);
    else all.delete(key);
    if (details.open) this.fill(details);
    this.save();
  }

  /** What is closed costs nothing. */
  private fill(details: HTMLDetailsElement): void {
    const item = this.items.get(details.dataset.item ?? '');
    if (item === undefined || details.childElementCount > 1) return;
    const body = document.createElement('div');
    body.className = 'body';
    body.innerHTML = itemHtml(item);
    details.append(body);
  }

  private applyFilter(text: string): void {
    const wanted = text.trim().toLowerCase();
    for (const item of this.element.querySelectorAll<HTMLElement>('details[data-item]')) {
      item.hidden = !(item.dataset.text ?? '').includes(wanted);
    }
  }

  private ask(): void {
    if (isObjectId(this.from)) this.host.post({ type: 'reach', from: this.from });
  }

  /** A selector that finds the same thing again in what is shown next. */
  private focused(): string | undefined {
    const focus = document.activeElement;
    if (focus === null || !this.element.contains(focus)) return undefined;
    const inside = focus.closest<HTMLElement>('details');
    const { item, to } = inside?.dataset ?? {};
    const around =
      item !== undefined
        ? `[data-item="${CSS.escape(item)}"] `
        : to !== undefined
          ? `[data-to="${CSS.escape(to)}"] `
          : '';
    const action = focus.getAttribute('data-action');
    return around + (action === null ? focus.localName : `[data-action="${action}"]`);
  }

  private save(): void {
    this.remember({ open: [...this.open], filter: this.filter, from: this.from });
  }
}

export function toPlace(value: unknown): EnginePlace {
  const { open, filter, from } = (value ?? {}) as Partial<EnginePlace>;
  return {
    open: Array.isArray(open) ? open.filter((one) => typeof one === 'string') : [],
    filter: typeof filter === 'string' ? filter : '',
    from: typeof from === 'string' ? from : '',
  };
}

import type { Block } from '../../panel/blocks.ts';
import type { CodeHost } from '../code.ts';
import { renderBlocks } from './render.ts';

/** What a page of the sidebar shows of the workspace's Compose files. */
export class ComposeSection {
  readonly element = document.createElement('section');
  readonly #host: CodeHost;
  readonly #folds = new Map<string, boolean>();
  #html = '';

  constructor(host: CodeHost) {
    this.#host = host;
    this.element.className = 'compose';
    this.element.addEventListener('click', ({ target }) => this.#click(target as Element));
    this.element.addEventListener('keydown', (event) => {
      const node = (event.target as Element).closest('g[role="button"]');
      if (node === null || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.#click(node);
    });
  }

  update(blocks: readonly Block[]): void {
    const html = renderBlocks(blocks, (id) => this.#folds.get(id));
    if (html === this.#html) return;
    this.#html = html;
    this.element.innerHTML = html;
  }

  #click(target: Element): void {
    const fold = target.closest('summary')?.parentElement;
    if (fold instanceof HTMLDetailsElement) this.#folds.set(fold.dataset.fold ?? '', !fold.open);
    const { line, uri } = target.closest<HTMLElement>('[data-line]')?.dataset ?? {};
    if (line !== undefined && uri !== undefined) this.#host.post({ type: 'place', uri, line: Number(line) });
  }
}

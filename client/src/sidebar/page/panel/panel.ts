/** The script of the views *This image* and *Run it*: shows the blocks that the extension sends, keeps the place, sends back what is clicked and chosen. */
import type { Words } from '../../messages.ts';
import { type FromPanel, isFromPanel, isShow } from '../../panel/blocks.ts';
import { renderBlocks } from './render.ts';

/** What outlives the page when the view is hidden. */
interface State {
  readonly scroll: number;
  /** The folds that were opened or closed by hand. */
  readonly folds: Readonly<Record<string, boolean>>;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const quietMilliseconds = 200;

const vscode = acquireVsCodeApi();
const words: Words = JSON.parse(document.body.dataset.words ?? '{}');
const main = required('page');
const live = required('live');
let state: State = vscode.getState() ?? { scroll: 0, folds: {} };
/** What is on the page, so that the same again changes nothing. */
let shown = '';
/** What was typed and not sent yet, by field. */
const pending = new Map<string, ReturnType<typeof setTimeout>>();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isShow(data)) show(renderBlocks(data.blocks, (id) => state.folds[id]));
});
window.addEventListener('scroll', () => save({ ...state, scroll: document.documentElement.scrollTop }), {
  passive: true,
});
main.addEventListener('click', ({ target }) => click(target as Element));
main.addEventListener('keydown', (event) => {
  const node = (event.target as Element).closest('g[role="button"]');
  if (node === null || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  click(node);
});
main.addEventListener('input', (event) => {
  // What an input method is still putting together is not chosen yet, and must not be disturbed.
  if (!(event as InputEvent).isComposing) choose(event.target as HTMLInputElement | HTMLSelectElement);
});
main.addEventListener('compositionend', ({ target }) => choose(target as HTMLInputElement));
main.addEventListener('submit', (event) => event.preventDefault());
vscode.postMessage({ type: 'ready' });

/** Everything anew, but the reader stays where they are: at the same place, in the same field, at the same letter. */
function show(html: string): void {
  if (html === shown) return;
  shown = html;
  const focused = document.activeElement?.closest<HTMLElement>('[data-key]');
  const key = focused?.dataset.key;
  const field = focused instanceof HTMLInputElement && focused.type === 'text' ? focused : undefined;
  const { value, selectionStart, selectionEnd } = field ?? {};
  main.removeAttribute('aria-busy');
  main.innerHTML = html;
  document.documentElement.scrollTop = state.scroll;
  const again = key === undefined ? undefined : elementWith(key);
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && value !== undefined) {
    again.value = value;
    again.setSelectionRange(selectionStart ?? null, selectionEnd ?? null);
  }
}

function elementWith(key: string): HTMLElement | undefined {
  return [...main.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset.key === key);
}

function click(target: Element): void {
  const fold = target.closest('summary')?.parentElement;
  if (fold instanceof HTMLDetailsElement) rememberFold(fold);
  const element = target.closest<HTMLElement>(
    '[data-line], [data-does], [data-copy], [data-file], [data-type], [data-value], [data-restart]',
  );
  if (element === null) return;
  const message = messageOf(element.dataset);
  if (message === undefined) return;
  vscode.postMessage(message);
  if (message.type === 'copy') announce(words.copied);
}

function messageOf(data: DOMStringMap): FromPanel | undefined {
  const message: unknown =
    data.line !== undefined
      ? { ...(data.uri === undefined ? { type: 'reveal' } : { type: 'place', uri: data.uri }), line: Number(data.line) }
      : data.does !== undefined
        ? JSON.parse(data.does)
        : data.copy !== undefined
          ? { type: 'copy', text: data.copy }
          : data.file !== undefined
            ? { type: 'file', text: data.file, language: data.language }
            : data.type !== undefined
              ? { type: 'type', text: data.type }
              : data.restart !== undefined
                ? { type: 'restart' }
                : { type: 'choose', id: data.choose, value: data.value };
  return isFromPanel(message) ? message : undefined;
}

/** What is typed is sent when typing pauses, everything else at once. */
function choose(field: HTMLInputElement | HTMLSelectElement): void {
  const id = field.dataset.choose;
  if (id === undefined) return;
  const isSwitch = field instanceof HTMLInputElement && field.type === 'checkbox';
  const value = isSwitch ? (field.checked ? 'yes' : 'no') : field.value.trim();
  clearTimeout(pending.get(id));
  const send = (): void => vscode.postMessage({ type: 'choose', id, value });
  if (field instanceof HTMLInputElement && !isSwitch) pending.set(id, setTimeout(send, quietMilliseconds));
  else send();
}

/** Called before the fold opens or closes. */
function rememberFold(details: HTMLDetailsElement): void {
  const id = details.dataset.fold;
  if (id !== undefined) save({ ...state, folds: { ...state.folds, [id]: !details.open } });
}

function announce(text: string): void {
  live.textContent = '';
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}

function save(next: State): void {
  state = next;
  vscode.setState(next);
}

function required(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}`);
  return found;
}

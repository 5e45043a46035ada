/** The script of each view of the sidebar: shows the page the extension sends, remembers the place, sends back what is clicked. */
import { type FromPage, isToPage, type Section, type ToPage, type Words } from './messages.ts';
import { createArticle, createSection } from './page/article.ts';
import type { CodeHost } from './page/code.ts';
import { type EnginePlace, EngineSection, toPlace } from './page/engine.ts';
import { iconButton } from './page/icons.ts';
import { ComposeSection } from './page/panel/compose.ts';
import { back, type State, toState, visit } from './page/state.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: State & { readonly engine: EnginePlace }): void;
};

const vscode = acquireVsCodeApi();
const { home = '' } = document.body.dataset;
const words: Words = JSON.parse(document.body.dataset.words ?? '{}');
const nav = required('pages');
const main = required('page');
const live = required('live');

let state = toState(vscode.getState(), home);
let enginePlace = toPlace((vscode.getState() as { engine?: unknown } | undefined)?.engine);
/** From the moment the extension says something about the engine. */
let engine: EngineSection | undefined;
/** The page on the screen; while another one is on its way, it differs from the state's. */
let shown: string | undefined;
let section: Section | undefined;
let heading = '';

const host: CodeHost = {
  words,
  post: (message) => vscode.postMessage(message),
  announce(text) {
    live.textContent = '';
    requestAnimationFrame(() => {
      live.textContent = text;
    });
  },
};

const compose = new ComposeSection(host);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isToPage(data)) receive(data);
});
main.addEventListener('click', follow);
window.addEventListener('scroll', rememberScroll, { passive: true });
host.post({ type: 'ready', path: state.path });

function receive(message: ToPage): void {
  switch (message.type) {
    case 'page':
      arriveAt(message.page.path);
      section = message.section;
      showPage(message);
      break;
    case 'compose':
      compose.update(message.blocks);
      showCompose();
      break;
    case 'section':
      if (JSON.stringify(section) === JSON.stringify(message.section)) break;
      section = message.section;
      showSection();
      break;
    case 'engine':
      engine ??= new EngineSection(host, enginePlace, rememberEngine);
      engine.update(message.panel);
      showEngine();
      break;
    case 'reach':
      engine?.answer(message.answer);
      break;
    case 'go':
      open(message.path);
      break;
    case 'unavailable':
      showTrouble(message.text);
      break;
  }
}

/** A remembered page that is gone, at the start, leaves no trace in the history. */
function arriveAt(path: string): void {
  if (path === state.path) return;
  save(shown === undefined && path === home ? { path, scroll: 0, history: [] } : visit(state, path));
}

function showPage({ page }: Extract<ToPage, { type: 'page' }>): void {
  const again = shown === page.path;
  const moved = shown !== undefined && !again;
  const scroll = again ? document.documentElement.scrollTop : state.scroll;
  shown = page.path;
  main.removeAttribute('aria-busy');
  main.replaceChildren(createArticle(page, host));
  showEngine();
  showCompose();
  showSection();
  showNavigation();
  document.documentElement.scrollTop = scroll;
  if (moved) main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  if (heading !== '') jump(heading);
  heading = '';
}

/** Just above the lesson, on a view's first page. */
function showCompose(): void {
  if (shown === home) main.querySelector('article')?.before(compose.element);
}

/** Only a view's first page speaks of the open file. The focus stays on the button it was on. */
function showSection(): void {
  const old = main.querySelector('section.file');
  const buttons = () => [...main.querySelectorAll<HTMLElement>('section.file button')];
  const focused = buttons().indexOf(document.activeElement as HTMLElement);
  old?.remove();
  if (shown !== home || section === undefined) return;
  main.prepend(createSection(section, host));
  if (focused >= 0) buttons()[focused]?.focus({ preventScroll: true });
}

/** Between the open file and the lesson, on a view's first page. */
function showEngine(): void {
  const article = main.querySelector('article');
  if (engine === undefined || shown !== home || article === null || engine.element.isConnected) return;
  article.before(engine.element);
}

function rememberEngine(place: EnginePlace): void {
  enginePlace = place;
  save(state);
}

function showNavigation(): void {
  const buttons: HTMLElement[] = [];
  if (state.history.length > 0) buttons.push(labelled('back', words.back, goBack));
  if (state.path !== home) buttons.push(labelled('home', words.home, () => open(home)));
  nav.replaceChildren(...buttons);
  nav.hidden = buttons.length === 0;
}

function showTrouble(text: string): void {
  main.removeAttribute('aria-busy');
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  const restart = document.createElement('button');
  restart.type = 'button';
  restart.className = 'primary';
  restart.textContent = words.restart;
  restart.addEventListener('click', () => host.post({ type: 'restart' }));
  main.replaceChildren(paragraph, restart);
  shown = undefined;
}

function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest('a');
  if (link === null) return;
  event.preventDefault();
  // VS Code listens further out and would follow the link a second time.
  event.stopPropagation();
  const fragment = decodeURIComponent(link.getAttribute('href')?.replace(/^[^#]*#?/, '') ?? '');
  if (link.dataset.external !== undefined) host.post({ type: 'external', href: link.href });
  else if (link.dataset.heading !== undefined) jump(fragment);
  else if (link.dataset.page !== undefined) open(link.dataset.page, fragment);
}

function open(path: string, fragment = ''): void {
  if (path === shown) {
    if (fragment === '') document.documentElement.scrollTop = 0;
    else jump(fragment);
    return;
  }
  heading = fragment;
  main.setAttribute('aria-busy', 'true');
  host.post({ type: 'open', path });
}

function goBack(): void {
  save(back(state));
  main.setAttribute('aria-busy', 'true');
  host.post({ type: 'open', path: state.path });
}

function jump(id: string): void {
  const target = document.getElementById(id);
  if (target === null) return;
  target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'start' });
}

function rememberScroll(): void {
  if (shown === state.path) save({ ...state, scroll: document.documentElement.scrollTop });
}

function save(next: State): void {
  state = next;
  vscode.setState({ ...next, engine: enginePlace });
}

function labelled(name: 'back' | 'home', label: string, onClick: () => void): HTMLElement {
  const button = iconButton(name, label, label, onClick);
  button.append(label);
  return button;
}

function required(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}`);
  return found;
}

import type { FromPage, Words } from '../messages.ts';
import { icon, iconButton } from './icons.ts';
import { type ShellPart, shellParts } from './shell.ts';
import { wordBoxes } from './words.ts';

/** What a block of code needs from the page around it. */
export interface CodeHost {
  readonly words: Words;
  post(message: FromPage): void;
  /** Says it to those who listen instead of look. */
  announce(text: string): void;
}

/** Gives every block of code below the element its buttons. */
export function decorateCode(root: ParentNode, host: CodeHost): void {
  for (const block of root.querySelectorAll<HTMLElement>('pre[data-language]')) {
    const source = block.textContent ?? '';
    const { language } = block.dataset;
    if (language === 'sh' || language === 'bash' || language === 'shell') block.replaceWith(shellBlock(source, host));
    else block.replaceWith(plainBlock(source, language ?? '', host));
  }
}

/** Shell: each command a row of its own, to copy or to type. */
export function shellBlock(source: string, host: CodeHost): HTMLElement {
  const block = element('div', 'code');
  for (const part of shellParts(source)) block.append(shellRow(part, host));
  return block;
}

function shellRow(part: ShellPart, host: CodeHost): HTMLElement {
  if (part.kind === 'blank') return element('div', 'blank');
  const row = element('div', part.kind);
  row.append(part.kind === 'command' ? commandText(part.text) : comment(part.text));
  if (part.kind === 'command') {
    const actions = element('span', 'actions');
    actions.append(copyButton(part.copy, host));
    if (part.line !== undefined) actions.append(typeButton(part.line, host));
    row.append(actions);
  }
  return row;
}

function commandText(text: string): HTMLElement {
  const code = element('code', '');
  code.append(...wordBoxes(text));
  return code;
}

function comment(text: string): HTMLElement {
  const code = element('code', '');
  code.textContent = text;
  return code;
}

/** Anything else keeps its lines as they are; what was written to be used, and not just looked at, can be copied. */
function plainBlock(source: string, language: string, host: CodeHost): HTMLElement {
  const block = element('div', 'code plain');
  const pre = element('pre', '');
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', `${host.words.code} ${language}`.trim());
  const code = element('code', '');
  code.textContent = source;
  pre.append(code);
  block.append(pre);
  if (language !== '' && language !== 'text') {
    const actions = element('span', 'actions');
    actions.append(copyButton(source, host));
    block.append(actions);
  }
  return block;
}

function copyButton(text: string, host: CodeHost): HTMLButtonElement {
  const button = iconButton('copy', `${host.words.copy}: ${text}`, host.words.copy, () => {
    host.post({ type: 'copy', text });
    host.announce(host.words.copied);
    button.replaceChildren(icon('done'));
    setTimeout(() => button.replaceChildren(icon('copy')), 1500);
  });
  return button;
}

function typeButton(line: string, host: CodeHost): HTMLButtonElement {
  return iconButton('terminal', `${host.words.type}: ${line}`, host.words.type, () => {
    host.post({ type: 'type', text: line });
  });
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  if (className !== '') created.className = className;
  return created;
}

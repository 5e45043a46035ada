const paths = {
  back: 'M9.5 3 4.5 8l5 5',
  home: 'M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  terminal: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10.5h3',
  done: 'M3 8.5 6.5 12 13 4.5',
} as const;

export type IconName = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

/** A small line drawing in the colour of the text around it; the button says in words what it means. */
export function icon(name: IconName): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('viewBox', '0 0 16 16');
  element.setAttribute('class', 'icon');
  element.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  element.append(path);
  return element;
}

/** A button with an icon, named for those who cannot see it. */
export function iconButton(name: IconName, label: string, tooltip: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `action ${name}`;
  button.title = tooltip;
  button.setAttribute('aria-label', label);
  button.append(icon(name));
  button.addEventListener('click', onClick);
  return button;
}

const forbidden =
  'script, foreignObject, iframe, image, a, audio, video, set[attributeName="href"], animate[attributeName="href"]';

const reducedMotion = `
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`;

/**
 * A diagram in a shadow tree of its own: its ids and styles stay inside, the theme's variables come through. Whatever could run or load
 * something is taken out first.
 */
export function createDiagram(source: string, label: string): HTMLElement | undefined {
  const { css, markup } = takeStyles(source);
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') return undefined;
  for (const node of parsed.querySelectorAll(forbidden)) node.remove();
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  for (const node of [svg, ...svg.querySelectorAll<SVGElement>('*')]) cleanAttributes(node);
  setSize(svg);
  name(svg, label);

  const figure = document.createElement('figure');
  figure.className = 'diagram';
  const drawing = document.createElement('div');
  const shadow = drawing.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + reducedMotion);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(svg);
  if (reducesMotion()) svg.pauseAnimations();
  figure.append(drawing);
  return figure;
}

/** The content security policy refuses styles that come with markup, even before it is shown, but not a sheet that a script of ours makes. */
function takeStyles(source: string): { css: string; markup: string } {
  const sheets: string[] = [];
  const markup = source.replace(/<style[^>]*>([\s\S]*?)<\/style>/g, (_, css: string) => {
    sheets.push(css.replace(/<!\[CDATA\[|\]\]>/g, ''));
    return '';
  });
  return { css: sheets.join('\n'), markup };
}

function cleanAttributes(node: SVGElement): void {
  for (const { name, value } of [...node.attributes]) {
    if (/^on/i.test(name) || (/(?:^|:)href$/i.test(name) && !value.startsWith('#'))) node.removeAttribute(name);
  }
  const style = node.getAttribute('style');
  if (style !== null) node.style.cssText = style;
}

/** As wide as the view, but neither blown up nor so small that its words cannot be read: then it scrolls. */
function setSize(svg: SVGSVGElement): void {
  const width = svg.viewBox.baseVal?.width || Number.parseFloat(svg.getAttribute('width') ?? '') || 480;
  const height = svg.viewBox.baseVal?.height || Number.parseFloat(svg.getAttribute('height') ?? '') || 320;
  if (!svg.hasAttribute('viewBox')) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  Object.assign(svg.style, {
    display: 'block',
    width: '100%',
    height: 'auto',
    minWidth: `${Math.round(width * 0.72)}px`,
    maxWidth: `${Math.round(width * 1.25)}px`,
  });
}

function name(svg: SVGSVGElement, label: string): void {
  svg.setAttribute('role', 'img');
  if (svg.hasAttribute('aria-label') || svg.hasAttribute('aria-labelledby')) return;
  if (label !== '') svg.setAttribute('aria-label', label);
}

function reducesMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';

const locales = ['en', 'zh-cn'] as const;
type Locale = (typeof locales)[number];

const pages = [
  'README',
  'buildkit',
  'containers',
  'containers-and-pods',
  'images-and-layers',
  'instructions',
  'networks',
  'performance',
  'security',
  'swarm-and-kubernetes',
  'volumes',
];

const path = (locale: Locale, name: string): string =>
  fileURLToPath(new URL(`../../docs/${locale}/topics/${name}`, import.meta.url));
const read = (locale: Locale, name: string): string => readFileSync(path(locale, name), 'utf8');
const page = (locale: Locale, name: string): string => read(locale, `${name}.md`);
const svgNames = (locale: Locale): string[] => readdirSync(path(locale, 'diagrams')).sort();
const svgs = svgNames('en');

function tokens(text: string): Token[] {
  const all: Token[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    all.push(token);
  });
  return all;
}

const only = <T extends Tokens.Generic>(type: T['type'], text: string): T[] =>
  tokens(text).filter((token): token is T => token.type === type);
const headings = (text: string): Tokens.Heading[] => only<Tokens.Heading>('heading', text);
const fences = (text: string): Tokens.Code[] => only<Tokens.Code>('code', text);
const links = (text: string): string[] => only<Tokens.Link>('link', text).map((link) => link.href);
const images = (text: string): Tokens.Image[] => only<Tokens.Image>('image', text);
const titles = (text: string, depth: number): string[] =>
  headings(text)
    .filter((heading) => heading.depth === depth)
    .map((heading) => heading.text);
const commands = (text: string): string[] =>
  fences(text)
    .filter((fence) => fence.lang === 'sh')
    .flatMap((fence) => fence.text.split('\n'));

/** The shape of a page: what must be the same in both languages. */
function shape(text: string): string[] {
  return marked.lexer(text).flatMap((token) => {
    if (token.type === 'space') return [];
    if (token.type === 'heading') return [`heading ${token.depth}`];
    if (token.type === 'code') return [`${token.lang}: ${token.text}`];
    if (token.type === 'list') return [`list of ${token.items.length}`];
    if (token.type === 'table') return [`table of ${token.rows.length}`];
    const inline = images(token.raw).map((image) => `image ${image.href}`);
    return inline.length > 0 ? inline : [token.type];
  });
}

/** Names of the elements in document order; throws when tags do not nest. */
function elements(svg: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/gi;
  const rest = svg.replace(tag, (_, slash: string, name: string, _attributes: string, empty: string) => {
    if (slash) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      names.push(name);
      if (!empty) open.push(name);
    }
    return '';
  });
  if (open.length > 0) throw new Error(`<${open.join('> <')}> is not closed`);
  if (/[<>]/.test(rest)) throw new Error('a stray < or >');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(rest)) throw new Error('a stray &');
  return names;
}

const style = (svg: string): string => /<style>[\s\S]*<\/style>/.exec(svg)?.[0] ?? '';

describe('both languages', () => {
  test.each(locales)('%s has all pages and nothing else', (locale) => {
    const files = readdirSync(path(locale, '.')).sort();
    expect(files).toEqual([...pages.map((name) => `${name}.md`), 'diagrams'].sort());
  });

  test.each(pages)('%s has the same structure and the same code', (name) => {
    expect(shape(page('zh-cn', name))).toEqual(shape(page('en', name)));
  });

  test.each(pages)('%s links to the same pages', (name) => {
    const plain = (locale: Locale): string[] =>
      links(page(locale, name)).map((href) => href.replace('kubernetes.io/zh-cn/', 'kubernetes.io/'));
    expect(plain('zh-cn').sort()).toEqual(plain('en').sort());
  });

  test('Chinese prose is Chinese', () => {
    for (const name of pages) {
      for (const token of marked.lexer(page('zh-cn', name))) {
        if (token.type === 'paragraph') expect(token.raw, name).toMatch(/\p{Script=Han}/u);
      }
      expect(page('zh-cn', name), name).not.toMatch(/\p{Script=Han} ?[,;:?!](?:\s|\p{Script=Han})/u);
    }
  });

  test('English pages hold no Chinese', () => {
    for (const name of pages) expect(page('en', name), name).not.toMatch(/\p{Script=Han}/u);
  });
});

describe.each(locales)('pages in %s', (locale) => {
  const lessons = pages.filter((name) => name !== 'README');

  test.each(lessons)('%s answers first, then ends with what to try and what to read', (name) => {
    const text = page(locale, name);
    const [title, answer] = marked.lexer(text).filter((token) => token.type !== 'space');
    expect(title).toMatchObject({ type: 'heading', depth: 1 });
    expect(answer?.type).toBe('paragraph');
    expect(titles(text, 1)).toHaveLength(1);
    expect(titles(text, 2).slice(-2)).toEqual(
      locale === 'en' ? ['Try it on your file', 'Read on'] : ['在你的文件上试一试', '延伸阅读'],
    );
  });

  test.each(lessons)('%s explains a diagram or is the list of instructions', (name) => {
    if (name !== 'instructions') expect(images(page(locale, name)).length).toBeGreaterThan(0);
    for (const image of images(page(locale, name))) {
      expect(image.href).toMatch(/^diagrams\/[a-z-]+\.svg$/);
      expect(image.text.length).toBeGreaterThan(8);
      expect(existsSync(path(locale, image.href)), image.href).toBe(true);
    }
  });

  test.each(pages)('every relative link of %s resolves', (name) => {
    for (const href of links(page(locale, name))) {
      if (/^https:\/\/(?:docs\.docker\.com|kubernetes\.io)\//.test(href)) continue;
      expect(href).toMatch(/^(?:\.\.\/[a-z]+\/)?[\w-]+\.md$/);
      expect(existsSync(path(locale, href)), href).toBe(true);
    }
  });

  test('the index lists each lesson once', () => {
    const listed = links(page(locale, 'README'));
    expect([...listed].sort()).toEqual(lessons.map((name) => `${name}.md`).sort());
  });

  test('each line of a sh fence is one command that can be typed into a terminal', () => {
    for (const name of pages) {
      for (const fence of fences(page(locale, name))) {
        expect(fence.lang, fence.text).toMatch(/^(?:sh|dockerfile|yaml)$/);
      }
      for (const command of commands(page(locale, name))) {
        expect(command, name).toMatch(/^(?:docker|kubectl) \S/);
        expect(command, name).not.toMatch(/\\$|[^\x20-\x7e]/);
      }
    }
  });

  test('every diagram is used', () => {
    const used = new Set(pages.flatMap((name) => images(page(locale, name)).map((image) => image.href)));
    expect(svgs.filter((file) => !used.has(`diagrams/${file}`))).toEqual([]);
  });
});

describe('diagrams', () => {
  test('both languages draw the same diagrams with the same lines', () => {
    expect(svgNames('zh-cn')).toEqual(svgs);
    const lines = (svg: string): string => svg.replace(/(<(?:text|title|desc)\b[^>]*>)[^<]*/g, '$1');
    for (const file of svgs) {
      expect(lines(read('zh-cn', `diagrams/${file}`)), file).toBe(lines(read('en', `diagrams/${file}`)));
    }
  });

  test('all share one style that follows the theme and touches nothing else', () => {
    const [first = ''] = svgs;
    const shared = style(read('en', `diagrams/${first}`));
    for (const locale of locales) {
      for (const file of svgs) expect(style(read(locale, `diagrams/${file}`)), file).toBe(shared);
    }
    const rules = shared.slice('<style>'.length, -'</style>'.length).trim().split('\n');
    for (const rule of rules) {
      expect(rule).toMatch(/^\.dm-diagram(?: [.\w]+)?\{[^{}]*\}$/);
      for (const [, color = ''] of rule.matchAll(/(?:fill|stroke|background):([^;}]+)/g)) {
        expect(color).toMatch(/^(?:none$|var\(--)/);
      }
      for (const [, size = ''] of rule.matchAll(/font-size:([\d.]+)px/g)) {
        expect(Number(size)).toBeGreaterThanOrEqual(11);
      }
    }
  });

  describe.each(locales)('in %s', (locale) => {
    test.each(svgs)('%s is a well-formed, self-contained image with a description', (file) => {
      const svg = read(locale, `diagrams/${file}`);
      const name = file.slice(0, -'.svg'.length);
      const names = elements(svg);
      expect(names.slice(0, 4)).toEqual(['svg', 'title', 'desc', 'style']);
      expect(new Set(names.slice(4))).toSatisfy((set: Set<string>) =>
        [...set].every((element) => ['rect', 'path', 'text'].includes(element)),
      );
      const root = /^<svg [^>]*>/.exec(svg)?.[0] ?? '';
      expect(root).toContain('class="dm-diagram"');
      expect(root).toContain('role="img"');
      expect(root).toContain(`aria-labelledby="dm-${name}-title dm-${name}-desc"`);
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(root) ?? [];
      expect(Number(width)).toBeLessThanOrEqual(420);
      expect(Number(height)).toBeLessThanOrEqual(420);
      expect(svg.match(/ id="[^"]*"/g)).toEqual([` id="dm-${name}-title"`, ` id="dm-${name}-desc"`]);
      expect(/<title[^>]*>([^<]*)</.exec(svg)?.[1]?.length).toBeGreaterThan(1);
      expect(/<desc[^>]*>([^<]*)</.exec(svg)?.[1]?.length).toBeGreaterThan(20);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(|@import| style=/);
      const classes = new Set([...svg.matchAll(/class="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' ')));
      const styled = style(svg);
      for (const name of classes) expect(styled, name).toContain(`.${name}`);
    });
  });
});

describe('everything in the notes the project grew from is taught', () => {
  const all = (name: string): string[] => locales.map((locale) => page(locale, name));

  test('containers and pods', () => {
    expect(titles(page('en', 'containers-and-pods'), 2)).toEqual(
      expect.arrayContaining(['The container', 'The Pod', 'The differences']),
    );
    for (const text of all('containers-and-pods'))
      expect(text).toMatch(/localhost[\s\S]*Deployment[\s\S]*`HEALTHCHECK`/);
  });

  test('instructions', () => {
    const keywords =
      'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';
    for (const text of all('instructions')) expect(titles(text, 3).sort()).toEqual(keywords.split(' '));
  });

  test('volumes', () => {
    const needed = ['create', 'ls', 'inspect', 'rm', 'prune'].map((verb) => `docker volume ${verb}`);
    for (const text of all('volumes')) {
      const typed = commands(text);
      for (const start of needed)
        expect(
          typed.some((command) => command.startsWith(start)),
          start,
        ).toBe(true);
      expect(typed).toContain('docker volume prune --all');
      expect(typed.some((command) => command.includes(' -v app-data:'))).toBe(true);
      expect(typed.some((command) => command.includes(' --mount type=volume,source=app-data,'))).toBe(true);
      for (const kind of ['named-volume', 'anonymous-volume', 'bind-mount', 'tmpfs', 'volume-lifecycle']) {
        expect(text).toContain(`](diagrams/${kind}.svg)`);
      }
    }
  });

  test('networks', () => {
    for (const text of all('networks')) {
      for (const driver of ['bridge', 'host', 'none', 'overlay', 'macvlan', 'ipvlan']) {
        expect(text).toContain(`](diagrams/${driver}.svg)`);
      }
      const typed = commands(text);
      expect(typed).toContain('docker network create --driver bridge my-net');
      expect(typed.some((command) => / --network host /.test(command))).toBe(true);
      expect(typed.some((command) => / --network none /.test(command))).toBe(true);
      expect(typed.filter((command) => / --network (?:macvlan|ipvlan|overlay)\b/.test(command))).toEqual([]);
    }
  });

  test('the ten topics of performance', () => {
    for (const text of all('performance')) {
      expect(titles(text, 2).flatMap((title) => /^(\d+)\. /.exec(title)?.[1] ?? [])).toEqual(
        Array.from({ length: 10 }, (_, index) => String(index + 1)),
      );
      expect(text).toMatch(/--cpu-shares/);
      expect(text).toMatch(/cAdvisor/);
    }
  });

  test('Swarm and Kubernetes', () => {
    expect(titles(page('en', 'swarm-and-kubernetes'), 2)).toEqual(
      expect.arrayContaining([
        'Simplicity',
        'Scaling and availability',
        'Load balancing',
        'Storage',
        'Community',
        'Updates and rollback',
      ]),
    );
  });

  test('with its errors corrected', () => {
    const [volumes = ''] = all('volumes');
    expect(volumes).toContain('removes only **anonymous** volumes');
    const [instructions = ''] = all('instructions');
    expect(instructions).toContain('only the last one in a stage takes effect');
    expect(instructions).toContain('the form without `=` is legacy');
    for (const text of locales.flatMap((locale) => pages.map((name) => page(locale, name)))) {
      for (const fence of fences(text)) expect(fence.text).not.toMatch(/ubuntu:18\.04|^ENV \w+ \w|^MAINTAINER/m);
    }
  });
});

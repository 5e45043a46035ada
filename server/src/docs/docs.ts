import type { AnyRule } from '../lint/rule.ts';

export const locales = ['en', 'zh-cn'] as const;
export type Locale = (typeof locales)[number];

/**
 * The locale for a language tag (`zh_CN.UTF-8`, `zh-Hans`, `en-US` …): every `zh` but the traditional ones is `zh-cn`,
 * all else `en`.
 */
export function toLocale(tag: string | undefined): Locale {
  const normal = (tag ?? '').toLowerCase().replaceAll('_', '-');
  return normal.startsWith('zh') && !/^zh-(?:tw|hk|hant)/.test(normal) ? 'zh-cn' : 'en';
}

/** The content of `dist/docs.<locale>.json`. */
export interface DocsBundle {
  /** Markdown by path below `docs/<locale>/` without `.md`; diagrams with their ending `.svg`. */
  readonly pages: Readonly<Record<string, string>>;
  /** The translation of every message of the program. */
  readonly messages: Readonly<Record<string, string>>;
  /** The snippets for Dockerfiles, described in the locale. */
  readonly snippets?: readonly DocsSnippet[];
}

/**
 * Reads `docs.<locale>.json`. The build writes the pages on a line of their own, the last: they are taken apart when the
 * first is asked for, since checks need the messages alone.
 */
export function readBundle(text: string): DocsBundle {
  const end = text.indexOf('\n"pages":');
  if (end < 0) return JSON.parse(text) as DocsBundle;
  const head = JSON.parse(`${text.slice(0, end - 1)}}`) as Omit<DocsBundle, 'pages'>;
  let pages: DocsBundle['pages'] | undefined;
  return {
    ...head,
    get pages() {
      pages ??= (JSON.parse(`{${text.slice(end)}`) as DocsBundle).pages;
      return pages;
    },
  };
}

/** A snippet of `snippets/dockerfile.json`. */
export interface DocsSnippet {
  readonly prefixes: readonly string[];
  readonly description: string;
  readonly body: string;
}

export interface Section {
  /** 2 for `##`, 3 for `###`. */
  readonly level: number;
  /** As written, backticks and all. */
  readonly title: string;
  /** Markdown up to the next heading of any level. */
  readonly body: string;
}

/** A page, taken apart at its headings. */
export interface Page {
  readonly path: string;
  readonly title: string;
  /** What stands between the H1 and the first `##`: the summary paragraph first. */
  readonly lead: string;
  /** The first paragraph of the lead. */
  readonly summary: string;
  readonly sections: readonly Section[];
  readonly markdown: string;
}

/** The headings that the program looks for, by locale. */
const headings = {
  syntax: { en: 'Syntax', 'zh-cn': '语法' },
  pitfalls: { en: 'Pitfalls', 'zh-cn': '常见陷阱' },
  inDockerfile: { en: 'In a Dockerfile', 'zh-cn': '在 Dockerfile 里' },
  example: { en: 'Example', 'zh-cn': '示例' },
  flags: { en: 'Flags', 'zh-cn': '选项' },
  reference: { en: 'Reference', 'zh-cn': '参考' },
  why: { en: 'Why it matters', 'zh-cn': '为什么重要' },
  bad: { en: 'Bad', 'zh-cn': '反例' },
  good: { en: 'Good', 'zh-cn': '正例' },
  ignore: { en: 'When to ignore it', 'zh-cn': '何时可以忽略' },
  see: { en: 'See also', 'zh-cn': '另见' },
} as const;

export type Heading = keyof typeof headings;

/** The pages of one locale. */
export class Docs {
  readonly locale: Locale;
  readonly #bundle: DocsBundle;
  readonly #pages = new Map<string, Page>();
  readonly #entries = new Map<string, ReadonlyMap<string, string>>();

  constructor(locale: Locale, bundle: DocsBundle) {
    this.locale = locale;
    this.#bundle = bundle;
  }

  get messages(): Readonly<Record<string, string>> {
    return this.#bundle.messages;
  }

  get snippets(): readonly DocsSnippet[] {
    return this.#bundle.snippets ?? [];
  }

  get paths(): readonly string[] {
    return Object.keys(this.#bundle.pages);
  }

  /** A page by its path; undefined where there is none. */
  page(path: string): Page | undefined {
    const known = this.#pages.get(path);
    if (known) return known;
    const markdown = Object.hasOwn(this.#bundle.pages, path) ? this.#bundle.pages[path] : undefined;
    if (markdown === undefined || path.endsWith('.svg')) return undefined;
    const page = parsePage(path, markdown);
    this.#pages.set(path, page);
    return page;
  }

  instruction(keyword: string): Page | undefined {
    return this.page(`instructions/${keyword.toUpperCase()}`);
  }

  directive(name: string): Page | undefined {
    return this.page(`instructions/${name.toLowerCase()}`);
  }

  rule(rule: AnyRule | string): Page | undefined {
    return this.page(`rules/${typeof rule === 'string' ? rule : rule.id}`);
  }

  /** The body of a section by what it is for; undefined where the page has none. */
  section(page: Page, heading: Heading): string | undefined {
    return this.sectionWithTitle(page, heading)?.body;
  }

  sectionWithTitle(page: Page, heading: Heading): Section | undefined {
    return page.sections.find((section) => section.title === headings[heading][this.locale]);
  }

  /** The section of a flag: `--from`, `--mount=type=cache`. */
  flag(keyword: string, flag: string): Section | undefined {
    return this.instruction(keyword)?.sections.find((section) => section.title === `\`${flag}\``);
  }

  /** What a page says of a name in a bullet, wherever the bullet stands: a port, a signal, a flag of a command. */
  entry(path: string, name: string): string | undefined {
    let entries = this.#entries.get(path);
    if (!entries) {
      entries = explainedNames(this.page(path)?.markdown ?? '');
      this.#entries.set(path, entries);
    }
    return entries.get(name);
  }

  /** The diagrams that a page shows, by the path that it writes. */
  diagrams(page: Page): Record<string, string> {
    const folder = page.path.replace(/[^/]*$/, '');
    const found: Record<string, string> = {};
    for (const [, path] of page.markdown.matchAll(/!\[[^\]]*\]\(([^)]+\.svg)\)/g)) {
      const svg = path && this.#bundle.pages[folder + path];
      if (path && svg) found[path] = svg;
    }
    return found;
  }
}

/**
 * The bullets of a Markdown text that explain a name: `- \`name\`, \`other name\` (…): text`, by each name in backticks
 * before the colon. A bullet goes on over indented lines; one that begins with another word is prose.
 */
export function explainedNames(markdown: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, head, first, rest] of markdown.matchAll(
    /^- (`[^`\n]+`(?:(?:, |、|，| )?(?:`[^`\n]+`|\([^)\n]*\)|（[^）\n]*）))*)(?:: |：)([^\n]*)((?:\n {2,}[^\n]*)*)/gm,
  )) {
    const text = `${first}${rest}`.trim();
    for (const [, name] of (head ?? '').matchAll(/`([^`]+)`/g)) if (name && !found.has(name)) found.set(name, text);
  }
  return found;
}

/** Takes a page apart. Headings inside code fences are text. */
export function parsePage(path: string, markdown: string): Page {
  const sections: { level: number; title: string; lines: string[] }[] = [];
  const lead: string[] = [];
  let title = path;
  let fence = '';
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark) fence = fence === '' ? mark : mark.startsWith(fence) ? '' : fence;
    const heading = fence === '' && !mark ? /^(#{1,6})\s+(.*?)\s*$/.exec(line) : undefined;
    if (heading?.[1] === '#') title = heading[2] as string;
    else if (heading) sections.push({ level: (heading[1] as string).length, title: heading[2] as string, lines: [] });
    else (sections.at(-1)?.lines ?? lead).push(line);
  }
  const leadText = lead.join('\n').trim();
  return {
    path,
    title,
    lead: leadText,
    summary: leadText.split(/\n\s*\n/)[0] ?? '',
    sections: sections.map(({ level, title: name, lines }) => ({ level, title: name, body: lines.join('\n').trim() })),
    markdown,
  };
}

/** The code of the first fence of a language in a Markdown text, with its final newline. */
export function firstFence(markdown: string, language: string): string | undefined {
  const match = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`\\s*$`, 'm').exec(markdown);
  return match?.[1];
}

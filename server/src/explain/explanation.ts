import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Docs } from '../docs/docs.ts';
import type { RuleNames } from '../lint/names.ts';
import type { ContextListing } from '../lint/rule.ts';
import type { SourceMatches } from './matches.ts';

/** How much is said: one sentence, what one needs, or everything. */
export type Detail = 'brief' | 'normal' | 'full';

/** What an explainer may look at. */
export interface Surroundings {
  readonly file: Dockerfile;
  readonly docs: Docs;
  /** The files of the build context, where they could be listed. */
  readonly listing?: ContextListing | undefined;
  /** What sources at this place mean in the build context, where that was counted. */
  readonly matches?: ReadonlyMap<string, SourceMatches> | undefined;
  /** The rules, for comments that silence them. */
  readonly names?: RuleNames | undefined;
}

/** What is said of one token, in layers: one true sentence, this file, more, a link. All parts are Markdown. */
export interface Explanation {
  readonly title: string;
  readonly summary: string;
  /** What the model knows of it in this file, a sentence each. */
  readonly here?: readonly string[];
  readonly more?: string;
  /** What `full` shows in place of `more`. */
  readonly everything?: string;
  readonly link?: string;
}

/** Puts the layers together. */
export function render(explanation: Explanation, detail: Detail): string {
  const { title, here = [], more, everything, link } = explanation;
  const summary = capitalized(explanation.summary);
  const isSentence = !summary.startsWith('- ');
  const parts = [
    detail === 'brief' ? (isSentence ? `**${title}** — ${summary}` : `**${title}**\n\n${summary}`) : `### ${title}`,
  ];
  if (detail !== 'brief') parts.push(summary);
  if (here.length > 0) {
    parts.push(`**${l10n.t('In this file')}**`, here.map((sentence) => `- ${sentence}`).join('\n'));
  }
  const body = detail === 'full' ? (everything ?? more) : detail === 'normal' ? more : undefined;
  if (body) parts.push(capitalized(body));
  if (link) parts.push(link);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Bullets of pages begin in lower case. */
function capitalized(text: string): string {
  if (/\p{Script=Han}/u.test(text)) return text;
  return text.replace(/^[a-z](?![\w-]*\.[a-z])/, (letter) => letter.toUpperCase());
}

/** Text as inline code, whatever backticks it has. */
export function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** What a name means: "`-slim`: …". */
export function named(name: string, summary: string): string {
  return l10n.t('{what}: {summary}', { what: code(name), summary });
}

/** "line 12", for people: lines count from 1. */
export function lineOf(place: { readonly range: { readonly start: { readonly line: number } } }): string {
  return l10n.t('line {line}', { line: place.range.start.line + 1 });
}

/** "lines 3, 7 and 12", each once, in the order of the text. */
export function linesOf(places: readonly { readonly range: { readonly start: { readonly line: number } } }[]): string {
  const numbers = [...new Set(places.map(({ range }) => range.start.line + 1))].sort((a, b) => a - b);
  const last = numbers.pop() ?? 0;
  if (numbers.length === 0) return l10n.t('line {line}', { line: last });
  return l10n.t('lines {lines} and {last}', { lines: series(numbers.map(String)), last });
}

/** The first sentence or paragraph of a Markdown text. */
export function firstParagraph(markdown: string): string {
  return markdown.split(/\n\s*\n/)[0] ?? '';
}

/** A Markdown text without its first paragraph. */
export function afterFirstParagraph(markdown: string): string {
  return markdown.slice(firstParagraph(markdown).length).trim();
}

/** Names or places one after the other, as the language does it. */
export function series(parts: readonly string[]): string {
  return parts.join(l10n.t(', '));
}

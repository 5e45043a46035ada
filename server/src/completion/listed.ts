import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Suggestion, Surroundings, Target } from './suggestion.ts';

const bullet = /^ *- (`[^`\n]+`(?:, `[^`\n]+`)*)[^\n:：`]*(?:: |：)/gm;

/** The names that a Markdown text explains in bullets, those of one bullet together, in order. */
export function listedNames(markdown: string): string[][] {
  return [...markdown.matchAll(bullet)].map(([, names]) =>
    [...(names as string).matchAll(/`([^`]+)`/g)].map(([, name]) => name as string),
  );
}

/** The names that a page lists, as suggestions in the page's order; each finds its documentation in its bullet. */
export function suggestListed(
  { docs }: Surroundings,
  page: string,
  target: Target,
  kind: CompletionItemKind,
  wanted: (name: string) => boolean = () => true,
): Suggestion[] {
  const names = listedNames(docs.page(page)?.markdown ?? '').flatMap((all) => all.find(wanted) ?? []);
  return names.map((name, rank) => ({ label: name, kind, target, rank, doc: { page, entry: name } }));
}

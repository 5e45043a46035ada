import {
  type CompletionItem,
  CompletionItemTag,
  InsertTextFormat,
  type MarkupContent,
  type Position,
} from 'vscode-languageserver-types';
import { suggestionsAt } from '../completion/complete.ts';
import type { DocReference, Suggestion, Surroundings } from '../completion/suggestion.ts';
import { type Docs, explainedNames } from '../docs/docs.ts';

/** What a client understands of completion items. */
export interface CompletionSupport {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly markdown: boolean;
  readonly tags: boolean;
  /** Whether it can open the next list by itself. */
  readonly suggests: boolean;
}

/** A client that understands everything. */
export const fullSupport: CompletionSupport = {
  snippets: true,
  insertReplace: true,
  markdown: true,
  tags: true,
  suggests: true,
};

export const suggestCommand = 'editor.action.triggerSuggest';

/** What can stand at a position (LSP `textDocument/completion`). `trigger` is the character that was typed. */
export async function completion(
  position: Position,
  surroundings: Omit<Surroundings, 'offset'>,
  support: CompletionSupport,
  trigger?: string,
): Promise<CompletionItem[]> {
  const offset = surroundings.file.source.offsetAt(position);
  const suggestions = await suggestionsAt({ ...surroundings, offset }, trigger);
  return suggestions
    .filter(({ isSnippetOnly }) => support.snippets || !isSnippetOnly)
    .map((suggestion) => toItem(suggestion, support));
}

function toItem(suggestion: Suggestion, support: CompletionSupport): CompletionItem {
  const { label, kind, target, detail, rank = 0, doc, edits, isDeprecated, continues } = suggestion;
  const snippet = support.snippets ? suggestion.snippet : undefined;
  const newText = snippet ?? suggestion.text ?? label;
  return {
    label,
    kind,
    sortText: String(rank).padStart(5, '0'),
    filterText: suggestion.filter ?? label,
    insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    textEdit: support.insertReplace ? { newText, ...target } : { newText, range: target.replace },
    ...(detail && { detail }),
    ...(edits && { additionalTextEdits: [...edits] }),
    ...(isDeprecated && (support.tags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true })),
    ...(continues && support.suggests && { command: { title: '', command: suggestCommand } }),
    ...(doc && { data: doc }),
  };
}

/** The item with its documentation (LSP `completionItem/resolve`). */
export function resolveCompletion(item: CompletionItem, docs: Docs, { markdown }: CompletionSupport): CompletionItem {
  const value = isDocReference(item.data) ? documentation(item.data, docs) : undefined;
  if (value === undefined) return item;
  const documented: MarkupContent = { kind: markdown ? 'markdown' : 'plaintext', value };
  return { ...item, documentation: documented };
}

function isDocReference(data: unknown): data is DocReference {
  return typeof (data as DocReference | null | undefined)?.page === 'string';
}

function documentation({ page: path, section, entry }: DocReference, docs: Docs): string | undefined {
  const page = docs.page(path);
  if (!page) return undefined;
  const reference = docs.section(page, 'reference') ?? '';
  const body = section === undefined ? undefined : page.sections.find(({ title }) => title === section)?.body;
  const said = entry === undefined ? (body ?? page.lead) : entryOf(body ?? page.markdown, entry);
  return said && [said, reference].filter((part) => part !== '').join('\n\n');
}

/** What a bullet says of a name, the bullets below bullets too. */
function entryOf(markdown: string, name: string): string | undefined {
  return explainedNames(markdown).get(name) ?? explainedNames(markdown.replace(/^ +- /gm, '- ')).get(name);
}

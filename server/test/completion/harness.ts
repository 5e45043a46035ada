import { expect } from 'vitest';
import type { CompletionItem, InsertReplaceEdit, TextEdit } from 'vscode-languageserver-types';
import { applyEdits } from '../../src/lint/fix.ts';
import { type CompletionRequest, Service } from '../../src/service.ts';
import { readMarks, service } from '../harness.ts';

const mentor = service();

/** The items at `<|>`. */
export async function itemsAt(marked: string, request: CompletionRequest = {}): Promise<CompletionItem[]> {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  return mentor.completion(file, file.source.positionAt(cursor), request);
}

/** The labels at `<|>`, in the order of the list. */
export async function labelsAt(marked: string, request: CompletionRequest = {}): Promise<string[]> {
  const items = await itemsAt(marked, request);
  return items
    .map((item, index) => ({ label: item.label, key: `${item.sortText} ${String(index).padStart(5, '0')}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ label }) => label);
}

/** The text after an item was taken, with the whole word replaced; snippets as they stand. */
export async function taken(marked: string, label: string, request: CompletionRequest = {}): Promise<string> {
  const { text } = readMarks(marked);
  const items = await itemsAt(marked, request);
  const item = items.find((one) => one.label === label);
  if (!item) throw new Error(`no ${label} among ${items.map((one) => one.label).join(' ')}`);
  const edits = [...(item.additionalTextEdits ?? []), plainEdit(item)];
  return applyEdits(Service.parse(text).source, edits);
}

/** The edit of an item that replaces the whole word. */
export function plainEdit({ textEdit }: CompletionItem): TextEdit {
  const edit = textEdit as TextEdit | InsertReplaceEdit;
  return 'range' in edit ? edit : { range: edit.replace, newText: edit.newText };
}

/** What the documentation of an item says, resolved. */
export async function documentationOf(marked: string, label: string): Promise<string> {
  const item = (await itemsAt(marked)).find((one) => one.label === label);
  expect(item, label).toBeDefined();
  const { documentation } = mentor.resolveCompletion(item as CompletionItem);
  return typeof documentation === 'string' ? documentation : (documentation?.value ?? '');
}

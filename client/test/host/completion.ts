import * as vscode from 'vscode';
import { eventually, open } from './editor.ts';
import { ok } from './expect.ts';

suite('completion', () => {
  test('keywords at the start of a line', () =>
    offers('FROM alpine:3.22\n', ['RUN', 'COPY', 'HEALTHCHECK', 'ONBUILD']));

  test('keywords after the first letter', () => offers('FROM alpine:3.22\nhea', ['HEALTHCHECK']));

  test('flags of an instruction', () => offers('FROM alpine:3.22\nCOPY --', ['--from', '--chown', '--link']));

  test('types and options of a mount', async () => {
    await offers('FROM alpine:3.22\nRUN --mount=type=', ['cache', 'secret', 'ssh', 'bind', 'tmpfs']);
    await offers('FROM alpine:3.22\nRUN --mount=type=cache,', ['target', 'sharing']);
  });

  test('at least twenty snippets, none of them twice', async () => {
    const snippets = (list: vscode.CompletionItem[]) =>
      list.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet);
    const list = snippets(await complete('', (items) => snippets(items).length >= 20, 'fewer than twenty snippets'));
    const twice = list.filter((item, index) => list.findIndex((other) => textOf(other) === textOf(item)) !== index);
    ok(twice.length === 0, `offered twice: ${twice.map(textOf)}`);
  });
});

/** Waits until completing at the end of this text offers all of these words. */
async function offers(content: string, words: readonly string[]): Promise<void> {
  const offered = (items: vscode.CompletionItem[]) =>
    words.every((word) => items.some((item) => textOf(item).replace(/=.*$/, '') === word));
  await complete(content, offered, `completing “${content.split('\n').at(-1)}” does not offer ${words}`);
}

async function complete(
  content: string,
  passes: (items: vscode.CompletionItem[]) => boolean,
  what: string,
): Promise<vscode.CompletionItem[]> {
  const document = await open(content);
  const end = document.positionAt(content.length);
  const ask = async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      end,
    );
    return list.items;
  };
  return eventually(ask, passes, what);
}

function textOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

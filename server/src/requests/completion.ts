import type {
  CompletionItem,
  CompletionList,
  CompletionParams,
  Connection,
  InitializeParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { type CompletionSupport, suggestCommand } from '../features/completion.ts';
import type { Cancellation } from '../registries/inquiries.ts';
import { Registries } from '../registries.ts';
import type { About, Subject } from './about.ts';

type Answer = CompletionItem[] | CompletionList;

/** What opens the list by itself besides letters. */
const triggerCharacters = ['-', '=', ',', '#', '$', '{', '/', ':', '<', '"', ' '];

/** What the server says of completion. */
export const capabilities: Partial<ServerCapabilities> = {
  completionProvider: { triggerCharacters, resolveProvider: true },
};

/** What a client understands, from how it introduced itself. */
export function completionSupport({
  capabilities: client,
  initializationOptions,
}: InitializeParams): CompletionSupport {
  const item = client.textDocument?.completion?.completionItem;
  const commands = (initializationOptions as { commands?: unknown } | null | undefined)?.commands;
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    markdown: item?.documentationFormat?.includes('markdown') ?? false,
    tags: item?.tagSupport?.valueSet.includes(1) ?? false,
    suggests: Array.isArray(commands) && commands.includes(suggestCommand),
  };
}

/** Answers `textDocument/completion` and `completionItem/resolve`. `params` are those of `initialize`. */
export function registerCompletion(
  connection: Connection,
  about: About,
  params: () => InitializeParams | undefined,
): void {
  const support = (): CompletionSupport => completionSupport(params() ?? unknownClient);
  const wantsSnippets = (): boolean =>
    (params()?.initializationOptions as { snippets?: unknown } | null | undefined)?.snippets !== false;
  const registries = new Registries();
  const answer = async (params: CompletionParams, subject: Subject, token: Cancellation): Promise<Answer> => {
    const { uri, service, file, settings, context } = subject;
    let isIncomplete = false;
    const tagsOf = async (image: string): Promise<readonly string[]> => {
      const tags = await registries.tags(image, token);
      isIncomplete = tags === undefined;
      return tags ?? [];
    };
    const found = await service.completion(file, params.position, {
      trigger: params.context?.triggerCharacter,
      support: support(),
      offersSnippets: wantsSnippets(),
      list: (folder) => context.list(folder),
      ...(settings.registries?.enabled && { tagsOf }),
    });
    const items = found.map((item) => (item.data ? { ...item, data: { ...item.data, uri } } : item));
    return isIncomplete ? { isIncomplete, items } : items;
  };
  connection.onCompletion((params, token) =>
    about<CompletionParams, Answer>([], (_, subject) => answer(params, subject, token), 'completion')(params),
  );
  connection.onCompletionResolve((item: CompletionItem) => {
    const uri = String((item.data as { uri?: unknown } | undefined)?.uri ?? '');
    const resolve = about(item, (_, { service }) => service.resolveCompletion(item, support()), 'completion');
    return resolve({ textDocument: { uri } });
  });
}

const unknownClient: InitializeParams = { processId: null, rootUri: null, capabilities: {} };

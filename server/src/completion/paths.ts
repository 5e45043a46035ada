import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history, resolvePath, workdirAt } from '../dockerfile/facts.ts';
import { stageOf } from '../dockerfile/tokens.ts';
import { asStrings, jsonWordAt } from './jsonform.ts';
import { type PathEntry, type Suggestion, type Surroundings, type Target, targetOf } from './suggestion.ts';

/** What people copy out of images that are not stages of the file. */
const knownFiles: readonly (readonly [image: RegExp, paths: readonly string[]])[] = [
  [/(?:^|\/)astral-sh\/uv(?:[:@]|$)/, ['/uv', '/uvx']],
  [/(?:^|\/)composer(?:[:@]|$)/, ['/usr/bin/composer']],
  [/(?:^|\/)node(?:[:@]|$)/, ['/usr/local/bin/node', '/usr/local/lib/node_modules']],
  [/(?:^|\/)golang(?:[:@]|$)/, ['/usr/local/go']],
  [/(?:^|\/)nginx(?:[:@]|$)/, ['/etc/nginx/nginx.conf']],
  [/(?:^|\/)xx(?:[:@]|$)/, ['/']],
];

/** Sources and destinations of COPY and ADD. */
export async function copySuggestions(cursor: ArgumentCursor, around: Surroundings): Promise<readonly Suggestion[]> {
  if (!cursor.rest.startsWith('[')) {
    return pathSuggestions(cursor, cursor.args, cursor.typed.replace(/^["']/, ''), around);
  }
  const word = jsonWordAt(cursor.rest);
  return word ? asStrings(await pathSuggestions(cursor, word.words, word.typed, around), word, around) : [];
}

/** What can stand behind these words: sources, and behind one of them where to. */
async function pathSuggestions(
  cursor: ArgumentCursor,
  words: readonly string[],
  typed: string,
  around: Surroundings,
): Promise<readonly Suggestion[]> {
  if (/[$<]|:\/\//.test(typed)) return [];
  const from = cursor.flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const isJson = cursor.rest.startsWith('[');
  const sources =
    from === undefined ? await contextSuggestions(typed, around, isJson) : imageFiles(cursor, from, typed, around);
  if (words.length === 0) return sources;
  return [
    ...destinationSuggestions(cursor, typed, around),
    ...sources.map((one) => ({ ...one, rank: 5000 + (one.rank ?? 0) })),
  ];
}

/**
 * Files and folders of the build context below what is typed; what the ignore file leaves out is not there, and blanks
 * only where the name is a string.
 */
export async function contextSuggestions(
  typed: string,
  around: Surroundings,
  isString = false,
): Promise<readonly Suggestion[]> {
  if (!around.list) return [];
  const slash = typed.lastIndexOf('/');
  const target = targetOf(around, typed.slice(slash + 1), /^[^\s/",]*/);
  const entries = await around.list(slash < 0 ? '.' : typed.slice(0, slash + 1));
  // Signs of patterns, and blanks and quotes outside strings, would have to be written in another way.
  const special = isString ? /[*?[\]\\"$]/ : /[\s*?[\]\\"',$]/;
  return entries
    .filter(({ name, isIgnored }) => !isIgnored && !special.test(name))
    .map((entry, rank) => entrySuggestion(entry, target, rank));
}

function entrySuggestion({ name, kind }: PathEntry, target: Target, rank: number): Suggestion {
  const isFolder = kind === 'directory';
  return {
    label: isFolder ? `${name}/` : name,
    kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
    target,
    rank: (isFolder ? 0 : 2000) + rank,
    continues: isFolder,
  };
}

/** What a stage or an image is known to have: its working directory, what it copies in, what its commands write with `-o`. */
export function imageFiles(
  { instruction }: ArgumentCursor,
  from: string,
  typed: string,
  around: Surroundings,
): Suggestion[] {
  const target = targetOf(around, typed, /^[^\s",]*/);
  const stage = stageOf(instruction, from);
  const paths = stage ? filesOf(stage) : (knownFiles.find(([image]) => image.test(from))?.[1] ?? []);
  return paths.map((label, rank) => pathSuggestion(label, target, rank));
}

const outputs = /(?:\s-o|--(?:output|outdir|out-dir|prefix|dist|publish-dir))[ =]["']?(\/?[\w./-]+)/g;

/** What the instructions of a stage are known to put into the image, the last first, and its working directory. */
export function filesOf(stage: Stage): string[] {
  const found = new Set<string>();
  for (const one of history(stage)) {
    const folder = workdirAt(stage, one)?.value;
    if (one.is('RUN')) {
      for (const [, path] of one.line.text.matchAll(outputs)) {
        const full = resolvePath(folder, path as string);
        if (full) found.add(full);
      }
    } else if (one.is('COPY', 'ADD')) {
      for (const path of copiedTo(one, folder)) found.add(path);
    }
  }
  const last = workdirAt(stage)?.value;
  const all = [...found].reverse().concat(last && last !== '/' ? [`${last}/`] : []);
  return [...new Set(all)];
}

/** Where the files of a COPY land: the destination, and by name those that go into a folder. */
function copiedTo({ args, heredocs }: Instruction, folder: string | undefined): string[] {
  const destination = args.length > 1 ? args.at(-1)?.text : undefined;
  const full = destination && !destination.includes('$') ? resolvePath(folder, destination) : undefined;
  if (!full || !destination || heredocs.length > 0) return full && full !== '/' ? [full] : [];
  const isFolder = args.length > 2 || /(?:^|\/)\.?\.?$/.test(destination);
  if (!isFolder) return [full];
  const names = args.slice(0, -1).flatMap(({ text }) => /(?:^|\/)([\w.-]+\.\w+)$/.exec(text)?.[1] ?? []);
  const root = full === '/' ? '' : full;
  return [...(root && [`${root}/`]), ...names.map((name) => `${root}/${name}`)];
}

/** Where it may be copied to: the working directory, folders of the stage, usual ones. */
function destinationSuggestions({ instruction }: ArgumentCursor, typed: string, around: Surroundings): Suggestion[] {
  const target = targetOf(around, typed, /^[^\s",]*/);
  const paths = new Set(['./', ...workdirs(instruction), '/usr/local/bin/', '/etc/']);
  return [...paths].map((label, rank) => pathSuggestion(label, target, rank));
}

function workdirs(instruction: Instruction): string[] {
  const { stage } = instruction;
  if (!stage) return [];
  return history(stage, instruction)
    .filter((one) => one.is('WORKDIR') && /^\/[\w./-]+$/.test(one.rest.text))
    .map((one) => `${one.rest.text.replace(/\/+$/, '')}/`)
    .reverse();
}

function pathSuggestion(label: string, target: Target, rank: number): Suggestion {
  const kind = label.endsWith('/') ? CompletionItemKind.Folder : CompletionItemKind.File;
  return { label, kind, target, rank };
}

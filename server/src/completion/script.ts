import { CompletionItemKind } from 'vscode-languageserver-types';
import { commandPage } from '../explain/command.ts';
import { listedNames, suggestListed } from './listed.ts';
import { type Suggestion, type Surroundings, targetOf } from './suggestion.ts';

/** How much of a script is read before the cursor: the command at the cursor is not longer. */
const most = 20_000;
const separator = /^(?:&&|\|\||;;?|\||&(?!>)|\n|\(|\)|\{(?=\s)|\}|`)/;
/** Words that another command follows. */
const before = new Set(['!', 'do', 'elif', 'else', 'exec', 'if', 'sudo', 'then', 'time', 'until', 'while']);

/** Pages that are about no program of their name. */
const sharedPages: ReadonlySet<string> = new Set(['commands/shell', 'commands/small']);

/** The command at the end of a script, as far as it is written. */
interface OpenCommand {
  /** The program and its words; empty where the program is being typed. */
  readonly words: readonly string[];
  readonly typed: string;
}

/** Programs, their sub-commands and flags in a script up to the cursor. */
export function textSuggestions(text: string, around: Surroundings, purpose: Purpose = 'build'): readonly Suggestion[] {
  const { words, typed } = openCommand(text.slice(-most));
  return words.length === 0 ? programSuggestions(typed, around, purpose) : commandSuggestions(words, typed, around);
}

/** What can follow the words of a command; flags before one is begun only where `withFlags`. */
export function commandSuggestions(
  words: readonly string[],
  typed: string,
  around: Surroundings,
  withFlags = false,
): readonly Suggestion[] {
  const [program = '', ...args] = withoutModule(words);
  const page = commandPage(program.slice(program.lastIndexOf('/') + 1), around.docs);
  if (!page) return [];
  if (/^[-+]?o$|^-\w*o$/.test(args.at(-1) ?? '') && optionPages.has(page.path)) return optionSuggestions(typed, around);
  if (typed.startsWith('-')) return flagSuggestions(page.path, page.markdown, args, typed, around);
  const names = args.some((arg) => !arg.startsWith('-')) ? [] : subcommandSuggestions(page.path, typed, around);
  return withFlags ? [...names, ...flagSuggestions(page.path, page.markdown, args, typed, around)] : names;
}

/** Commands whose `-o` takes an option of the shell by name. */
const optionPages: ReadonlySet<string> = new Set(['commands/set', 'commands/sh']);

/** The names of the shell's options. */
export function optionSuggestions(typed: string, around: Surroundings): Suggestion[] {
  const target = targetOf(around, typed, /^\w*/);
  const found = suggestListed(around, 'commands/set', target, CompletionItemKind.EnumMember, (name) =>
    /^[a-z]+$/.test(name),
  );
  return found.map((one) => (one.label === 'pipefail' ? { ...one, rank: 0 } : { ...one, rank: 1 + (one.rank ?? 0) }));
}

/** `python3 -m pip` is pip. */
function withoutModule(words: readonly string[]): readonly string[] {
  return /^python[\d.]*$/.test(words[0] ?? '') && words[1] === '-m' && words[2] !== undefined ? words.slice(2) : words;
}

/** Splits the end of a script into the words of its last command. Quotes keep a word together. */
function openCommand(text: string): OpenCommand {
  let words: string[] = [];
  let typed = '';
  let quote = '';
  const end = (): void => {
    if (typed !== '' && (words.length > 0 || !(/^\w+=/.test(typed) || before.has(typed)))) words.push(typed);
    typed = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    const sign = quote ? undefined : separator.exec(text.slice(i, i + 2))?.[0];
    if (sign) {
      words = [];
      typed = '';
      i += sign.length - 1;
    } else if (c === '\\' && quote !== "'") {
      const next = text[++i] ?? '';
      if (next !== '\n') typed += c + next;
    } else if (quote ? c === quote : c === '"' || c === "'") {
      quote = quote ? '' : c;
      typed += c;
    } else if (!quote && (c === ' ' || c === '\t' || c === '\r')) end();
    else typed += c;
  }
  return { words, typed };
}

/** What stands first in a list of programs: what builds, what is started, what asks for health. */
const first = {
  build: ['apt-get', 'apk', 'dnf', 'pip', 'npm', 'curl', 'mkdir', 'chmod', 'chown', 'useradd', 'adduser', 'set', 'rm'],
  start: ['node', 'python3', 'java', 'nginx', 'php', 'ruby', 'dotnet', 'npm', 'sh', 'tini', 'dumb-init', 'gosu'],
  health: ['curl', 'wget', 'node', 'python3'],
} as const;

/** What the commands of an instruction are for. */
export type Purpose = keyof typeof first;

/** Every program that a page explains, the usual ones for the purpose before the others. */
export function programSuggestions(typed: string, around: Surroundings, purpose: Purpose): Suggestion[] {
  if (!/^(?:[a-z][\w.-]*)?$/.test(typed)) return [];
  const target = targetOf(around, typed, /^[\w.-]*/);
  const ownPages = around.docs.paths
    .filter((path) => path.startsWith('commands/') && !sharedPages.has(path))
    .map((page) => ({
      label: page.slice('commands/'.length),
      kind: CompletionItemKind.Function,
      target,
      doc: { page },
    }));
  const usual: readonly string[] = first[purpose];
  return [...ownPages, ...suggestListed(around, 'commands/small', target, CompletionItemKind.Function)].map((one) => ({
    ...one,
    rank: usual.includes(one.label) ? usual.indexOf(one.label) : usual.length,
  }));
}

function flagSuggestions(
  page: string,
  markdown: string,
  args: readonly string[],
  typed: string,
  around: Surroundings,
): Suggestion[] {
  const target = targetOf(around, typed, /^[\w-]*/);
  const used = new Set(args.map((arg) => arg.replace(/=.*/s, '')));
  return listedNames(markdown).flatMap((names, rank): Suggestion[] => {
    const label = names.find((name) => /^-[\w-]*$/.test(name) && name.startsWith(typed.slice(0, 2)));
    if (label === undefined || names.some((name) => used.has(name))) return [];
    return [{ label, kind: CompletionItemKind.Property, target, rank, doc: { page, entry: label } }];
  });
}

/** Names that are words, from the page's bullets: what stands behind the program and is no flag. */
function subcommandSuggestions(page: string, typed: string, around: Surroundings): Suggestion[] {
  const { docs } = around;
  const section = docs.page(page)?.sections.find(({ title }) => /^(?:Sub-commands|子命令)$/.test(title));
  const target = targetOf(around, typed, /^[\w-]*/);
  return listedNames(section?.body ?? '').flatMap((names, rank) => {
    const label = names.find((name) => /^[a-z][\w-]*(?: [a-z][\w-]*)?$/.test(name));
    return label === undefined
      ? []
      : [{ label, kind: CompletionItemKind.Method, target, rank, doc: { page, entry: label } }];
  });
}

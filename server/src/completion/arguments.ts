import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import { platformArgs } from '../dockerfile/grammar.ts';
import { asStrings, type JsonWord, jsonWordAt } from './jsonform.ts';
import { suggestListed } from './listed.ts';
import { optionSuggestions } from './script.ts';
import { setValueSuggestions } from './setvalues.ts';
import { baseImageName, type Suggestion, type Surroundings, targetOf, textBehind, writesLower } from './suggestion.ts';
import { ownerSuggestions } from './users.ts';

/** What stands behind the flags of the small instructions: users, signals, ports, labels, shells, folders, names. */
export function argumentSuggestions(cursor: ArgumentCursor, around: Surroundings): readonly Suggestion[] {
  switch (cursor.instruction.keyword) {
    case 'USER':
      return cursor.args.length === 0 ? ownerSuggestions(cursor, cursor.typed, around) : [];
    case 'STOPSIGNAL':
      return cursor.args.length === 0 ? signalSuggestions(cursor, around) : [];
    case 'EXPOSE':
      return portSuggestions(cursor, around);
    case 'LABEL':
      return labelSuggestions(cursor, around);
    case 'SHELL':
      return shellSuggestions(cursor, around);
    case 'HEALTHCHECK':
      return cursor.args.length === 0 ? healthSuggestions(cursor, around) : [];
    case 'WORKDIR':
      return folderSuggestions(cursor, around, ['/app', '/src', '/usr/src/app', '/workspace', '/opt/app']);
    case 'VOLUME':
      return volumeSuggestions(cursor, around);
    case 'ENV':
      return (
        setValueSuggestions(cursor, around) ??
        nameSuggestions(
          cursor,
          around,
          (name) => !isPlatformArg(name) && !/^BUILDKIT_|_PROXY$|^SOURCE_DATE/i.test(name),
        )
      );
    case 'ARG':
      return (
        setValueSuggestions(cursor, around) ??
        nameSuggestions(cursor, around, (name) => isPlatformArg(name) || /^(?:BUILDKIT_|SOURCE_DATE|DEBIAN)/.test(name))
      );
    default:
      return [];
  }
}

const platform: ReadonlySet<string> = new Set(platformArgs);

function isPlatformArg(name: string): boolean {
  return platform.has(name);
}

function signalSuggestions({ typed }: ArgumentCursor, around: Surroundings): Suggestion[] {
  const target = targetOf(around, typed, /^[\w+-]*/);
  return suggestListed(around, 'values/signals', target, CompletionItemKind.EnumMember, (name) =>
    name.startsWith('SIG'),
  );
}

/** The port that the program of an image usually listens on. */
const usualPorts: Readonly<Record<string, string>> = {
  nginx: '80',
  httpd: '80',
  caddy: '80',
  traefik: '80',
  wordpress: '80',
  postgres: '5432',
  mysql: '3306',
  mariadb: '3306',
  redis: '6379',
  valkey: '6379',
  mongo: '27017',
  rabbitmq: '5672',
  memcached: '11211',
  elasticsearch: '9200',
  tomcat: '8080',
  jenkins: '8080',
  node: '3000',
  python: '8000',
  ruby: '3000',
  golang: '8080',
  'eclipse-temurin': '8080',
  aspnet: '8080',
};

/** What programs of one's own usually listen on. */
const commonPorts = ['8080', '80', '443', '3000', '8000', '5000'];

function portSuggestions({ instruction, typed, args }: ArgumentCursor, around: Surroundings): Suggestion[] {
  const slash = typed.indexOf('/');
  const page = 'values/ports';
  if (slash >= 0) {
    const target = targetOf(around, typed.slice(slash + 1), /^\w*/);
    return suggestListed(around, page, target, CompletionItemKind.EnumMember, (name) =>
      /^(?:tcp|udp|sctp)$/.test(name),
    );
  }
  const target = targetOf(around, typed, /^\w*/);
  const used = new Set(args.map((arg) => arg.replace(/\/.*/, '')));
  const usual = usualPorts[baseImageName(instruction) ?? ''];
  return suggestListed(around, page, target, CompletionItemKind.Value, (name) => /^\d+$/.test(name))
    .filter(({ label }) => !used.has(label))
    .map((one) => ({
      ...one,
      rank: one.label === usual ? 0 : portRank(one),
      detail: firstSentence(one, around),
    }));
}

function portRank({ label, rank = 0 }: Suggestion): number {
  const common = commonPorts.indexOf(label);
  return common < 0 ? 100 + rank : 1 + common;
}

/** What the page says of a name, short enough to stand beside it. */
function firstSentence({ doc, label }: Suggestion, { docs }: Surroundings): string | undefined {
  return doc && /^.*?(?:[.;。；]|$)/.exec(docs.entry(doc.page, label) ?? '')?.[0].replace(/[.;。；]$/, '');
}

const licenses = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'GPL-3.0-or-later', 'LGPL-3.0-or-later', 'MPL-2.0', 'ISC'];

function labelSuggestions({ instruction, typed, args }: ArgumentCursor, around: Surroundings): Suggestion[] {
  const page = 'values/labels';
  const license = /^["']?org\.opencontainers\.image\.licenses["']?=["']?(.*)$/.exec(typed)?.[1];
  if (license !== undefined) {
    const target = targetOf(around, license, /^[\w.+-]*/);
    return licenses.map((label, rank) => ({ label, kind: CompletionItemKind.Value, target, rank }));
  }
  if (typed.includes('=') || (args.length > 0 && !args[0]?.includes('='))) return [];
  const word = typed.replace(/^["']/, '');
  const target = targetOf(around, word, /^[\w./-]*/);
  const used = new Set(instruction.pairs.filter(({ key }) => !key.touches(around.offset)).map(({ key }) => key.text));
  const hasValue = /^[\w./-]*["']?=/.test(textBehind(around));
  const isQuoted = word !== typed;
  return suggestListed(around, page, target, CompletionItemKind.Property)
    .filter(({ label }) => !used.has(label))
    .map((one) => (hasValue || isQuoted ? one : { ...one, text: `${one.label}=`, snippet: `${one.label}="\${1}"` }));
}

const shellForms = [
  ['/bin/bash', '-o', 'pipefail', '-c'],
  ['/bin/bash', '-euo', 'pipefail', '-c'],
  ['/bin/sh', '-c'],
  ['/bin/ash', '-eo', 'pipefail', '-c'],
  ['pwsh', '-Command', "$ErrorActionPreference = 'Stop';"],
  ['powershell', '-Command', "$ErrorActionPreference = 'Stop';"],
  ['cmd', '/S', '/C'],
] as const;

/** Whole arrays where nothing is there yet; the words of one inside. */
function shellSuggestions({ rest, typed }: ArgumentCursor, around: Surroundings): Suggestion[] {
  const word = jsonWordAt(rest);
  if (word && (word.isQuoted || word.words.length > 0)) {
    return asStrings(shellWords(word, around), word, around);
  }
  if (rest.trim() !== '' && rest.trim() !== '[') return [];
  const target = targetOf(around, typed, /^\[?"?\]?/);
  return shellForms.map((words, rank) => {
    const label = `[${words.map((one) => JSON.stringify(one)).join(', ')}]`;
    return { label, kind: CompletionItemKind.Value, target, rank, doc: { page: shellPage, entry: words[0] } };
  });
}

const shellPage = 'values/shells';
const shellPaths = ['/bin/sh', '/bin/bash', '/bin/ash', '/usr/bin/pwsh'];

/** A shell, then what it takes: an option behind `-o`, else flags of its family. */
function shellWords({ words, typed }: JsonWord, around: Surroundings): Suggestion[] {
  const target = targetOf(around, typed, /^[^\s",\]]*/);
  const shell = words[0]?.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  if (shell !== undefined && /^-\w*o$/.test(words.at(-1) ?? '')) return optionSuggestions(typed, around);
  const found = suggestListed(around, shellPage, target, CompletionItemKind.EnumMember, (name) =>
    shell === undefined ? /^[a-z]+$/.test(name) && name !== 'pipefail' : familyOf(shell).test(name),
  );
  if (shell !== undefined) return found.filter(({ label }) => !words.includes(label));
  const paths = shellPaths.map((label, rank) => ({
    label,
    kind: CompletionItemKind.File,
    target,
    rank,
    doc: { page: shellPage, entry: label.replace(/^.*\//, '') },
  }));
  return [...paths, ...found.map((one) => ({ ...one, rank: 10 + (one.rank ?? 0) }))];
}

/** What the flags of a shell look like. */
function familyOf(shell: string): RegExp {
  if (shell === 'cmd') return /^\/[A-Z]$/;
  return /^(?:pwsh|powershell)$/.test(shell) ? /^-[A-Z]/ : /^-[a-z]/;
}

function healthSuggestions({ typed }: ArgumentCursor, around: Surroundings): Suggestion[] {
  const target = targetOf(around, typed, /^\w*/);
  const lower = writesLower(around.file, around.offset);
  return ['CMD', 'NONE'].map((name, rank) => ({
    label: lower ? name.toLowerCase() : name,
    kind: CompletionItemKind.Keyword,
    target,
    rank,
    doc: { page: 'instructions/HEALTHCHECK' },
  }));
}

/** Folders that the file works in already, and usual ones. */
function folderSuggestions({ rest }: ArgumentCursor, around: Surroundings, usual: readonly string[]): Suggestion[] {
  const target = targetOf(around, rest, /^\S*/);
  const own = around.file
    .all('WORKDIR')
    .filter((one) => !one.keywordWord.touches(around.offset) && !one.touches(around.offset))
    .flatMap(({ args }) => (args[0]?.text.startsWith('/') ? [args[0].text] : []));
  return [...new Set([...own, ...usual])].map((label, rank) => ({
    label,
    kind: CompletionItemKind.Folder,
    target,
    rank,
  }));
}

/** Where the programs of official images keep their data. */
const dataFolders: Readonly<Record<string, string>> = {
  postgres: '/var/lib/postgresql',
  mysql: '/var/lib/mysql',
  mariadb: '/var/lib/mysql',
  mongo: '/data/db',
  redis: '/data',
  valkey: '/data',
  nginx: '/usr/share/nginx/html',
  wordpress: '/var/www/html',
  elasticsearch: '/usr/share/elasticsearch/data',
  rabbitmq: '/var/lib/rabbitmq',
};

function volumeSuggestions(cursor: ArgumentCursor, around: Surroundings): Suggestion[] {
  if (!cursor.rest.startsWith('[')) return dataSuggestions(cursor, cursor.args, cursor.typed, around);
  const word = jsonWordAt(cursor.rest);
  return word ? asStrings(dataSuggestions(cursor, word.words, word.typed, around), word, around) : [];
}

function dataSuggestions(
  { instruction }: ArgumentCursor,
  used: readonly string[],
  typed: string,
  around: Surroundings,
): Suggestion[] {
  const own = dataFolders[baseImageName(instruction) ?? ''];
  const target = targetOf(around, typed, /^[^\s",\]]*/);
  const all = new Set([...(own ? [own] : []), '/data', '/var/lib/data', '/var/log', '/config']);
  return [...all]
    .filter((label) => !used.includes(label))
    .map((label, rank) => ({ label, kind: CompletionItemKind.Folder, target, rank }));
}

/** Names of variables with a meaning, those that the instruction does not set already. */
function nameSuggestions(
  { instruction, typed, args }: ArgumentCursor,
  around: Surroundings,
  wanted: (name: string) => boolean,
): Suggestion[] {
  if (typed.includes('=') || (instruction.is('ENV') && args.length > 0 && !args[0]?.includes('='))) return [];
  const target = targetOf(around, typed, /^\w*/);
  const used = new Set(instruction.pairs.filter(({ key }) => !key.touches(around.offset)).map(({ key }) => key.text));
  const globals = instruction.is('ARG') && instruction.stage ? [...instruction.file.scope(undefined).keys()] : [];
  const own = globals.map((label, rank) => ({ label, kind: CompletionItemKind.Variable, target, rank }));
  const known = suggestListed(around, 'values/variables', target, CompletionItemKind.Variable, wanted);
  const takesValue = instruction.is('ENV') && !/^\w*=/.test(textBehind(around));
  return [...own, ...known.map((one) => ({ ...one, rank: 100 + (one.rank ?? 0) }))]
    .filter(({ label }) => !used.has(label))
    .map((one) => (takesValue ? { ...one, text: `${one.label}=` } : one));
}

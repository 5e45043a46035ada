import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { processOf, workdirAt } from '../dockerfile/facts.ts';
import { commandPage } from '../explain/command.ts';
import { asStrings, type JsonWord } from './jsonform.ts';
import { filesOf } from './paths.ts';
import { commandSuggestions, type Purpose, programSuggestions, textSuggestions } from './script.ts';
import { baseImageName, type Suggestion, type Surroundings, targetOf } from './suggestion.ts';

/** What the images start, by the last part of their name. */
const usualPrograms: Readonly<Record<string, readonly string[]>> = {
  node: ['node', 'npm'],
  bun: ['bun'],
  deno: ['deno'],
  python: ['python3', 'gunicorn', 'uvicorn'],
  uv: ['uv', 'python3'],
  ruby: ['bundle', 'ruby'],
  php: ['php', 'php-fpm', 'apache2-foreground'],
  'eclipse-temurin': ['java'],
  amazoncorretto: ['java'],
  tomcat: ['catalina.sh'],
  aspnet: ['dotnet'],
  runtime: ['dotnet'],
  nginx: ['nginx'],
  httpd: ['httpd-foreground'],
  caddy: ['caddy'],
  postgres: ['postgres'],
  mysql: ['mysqld'],
  mariadb: ['mariadbd'],
  redis: ['redis-server'],
};

/** Programs that start the program behind them, with how many words of their own. */
const starters: Readonly<Record<string, number>> = {
  tini: 0,
  'dumb-init': 0,
  catatonit: 0,
  nohup: 0,
  env: 0,
  gosu: 1,
  'su-exec': 1,
};
const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** Executables, sub-commands and flags in the exec form of CMD, ENTRYPOINT, RUN and HEALTHCHECK. */
export function execSuggestions({ instruction }: ArgumentCursor, word: JsonWord, around: Surroundings): Suggestion[] {
  const all = [...entrypointOf(instruction, around), ...word.words];
  const words = innermost(all);
  const found =
    words.length > 0 ? argumentsOf(instruction, words, word, around) : executables(instruction, word.typed, around);
  const flags = words.length > 0 || all.includes('--') ? [] : commandSuggestions(all, word.typed, around, true);
  return asStrings([...flags, ...found], word, around);
}

/** The words of ENTRYPOINT that a CMD is appended to; none where it is a script, which runs what it is given. */
function entrypointOf(instruction: Instruction, { docs }: Surroundings): readonly string[] {
  if (!instruction.is('CMD') || !instruction.stage) return [];
  const words = processOf(instruction.stage)?.entrypoint?.json?.elements.map(({ value }) => value) ?? [];
  return commandPage(nameOf(words[0] ?? ''), docs) ? words : [];
}

/** What is run in the end: without init programs and those that change the user. */
function innermost(words: readonly string[]): readonly string[] {
  const [program, ...rest] = words;
  const own = program === undefined ? undefined : starters[nameOf(program)];
  if (own === undefined) return words;
  const next = rest.findIndex((one) => !one.startsWith('-') && !/^\w+=/.test(one));
  return next < 0 || rest.length - next <= own ? [] : innermost(rest.slice(next + own));
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function argumentsOf(
  instruction: Instruction,
  words: readonly string[],
  { typed }: JsonWord,
  around: Surroundings,
): readonly Suggestion[] {
  const isScript = shells.has(nameOf(words[0] ?? '')) && /^-\w*c$/.test(words.at(-1) ?? '');
  if (isScript) return textSuggestions(typed, around);
  return [
    ...programFiles(instruction, words, typed, around),
    ...commandSuggestions(words, typed, around, typed === ''),
  ];
}

/** What an interpreter runs, by how the names of such files end. */
const runs: Readonly<Record<string, RegExp>> = {
  node: /\.[cm]?[jt]s$/,
  bun: /\.[cm]?[jt]sx?$/,
  python: /\.py$/,
  python3: /\.py$/,
  ruby: /\.rb$/,
  php: /\.php$/,
  perl: /\.pl$/,
  sh: /\.sh$/,
  bash: /\.sh$/,
  java: /\.jar$/,
  dotnet: /\.dll$/,
};

/** Programs that the file copies in, as an argument of what runs them: below the working directory without it. */
function programFiles(
  { stage }: Instruction,
  words: readonly string[],
  typed: string,
  around: Surroundings,
): Suggestion[] {
  const ending = runs[nameOf(words[0] ?? '')];
  if (!ending || !stage) return [];
  const folder = `${workdirAt(stage)?.value ?? '/'}/`.replace('//', '/');
  const target = targetOf(around, typed, /^[^\s",]*/);
  return filesOf(stage)
    .filter((path) => ending.test(path))
    .map((path) => (path.startsWith(folder) ? path.slice(folder.length) : path))
    .map((label, rank) => ({ label, kind: CompletionItemKind.File, target, rank }));
}

/** Files that the stage has, what its image starts, then every program with a page. */
function executables(instruction: Instruction, typed: string, around: Surroundings): Suggestion[] {
  const name = nameOf(typed);
  const target = targetOf(around, name, /^[\w.-]*/);
  const kind = CompletionItemKind.Function;
  const usual = usualPrograms[baseImageName(instruction) ?? ''] ?? [];
  const programs = [
    ...usual.map((label, rank): Suggestion => ({ label, kind, target, rank: 10 + rank, doc: docOf(label, around) })),
    ...programSuggestions(name, around, purposeOf(instruction)).map((one) => ({
      ...one,
      target,
      rank: 100 + (one.rank ?? 0),
    })),
  ];
  const seen = new Set<string>();
  const distinct = programs.filter(({ label }) => !seen.has(label) && seen.add(label));
  return [...ownFiles(instruction, typed, around), ...distinct];
}

/** What the commands of an instruction are for. */
export function purposeOf(instruction: Instruction): Purpose {
  if (instruction.is('CMD', 'ENTRYPOINT')) return 'start';
  return instruction.is('HEALTHCHECK') ? 'health' : 'build';
}

function docOf(program: string, { docs }: Surroundings): Suggestion['doc'] {
  const page = commandPage(program, docs);
  return page && { page: page.path };
}

/** Paths of the image that the file itself put there. */
function ownFiles({ stage }: Instruction, typed: string, around: Surroundings): Suggestion[] {
  if (!stage) return [];
  const target = targetOf(around, typed, /^[^\s",]*/);
  return filesOf(stage)
    .filter((path) => !path.endsWith('/'))
    .map((label, rank) => ({ label, kind: CompletionItemKind.File, target, rank }));
}

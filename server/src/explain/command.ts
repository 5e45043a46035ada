import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { type Process, processOf as processOfStage } from '../dockerfile/facts.ts';
import type { Command, ShellWord } from '../dockerfile/shell.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import type { Docs, Page } from '../docs/docs.ts';
import { explainedNames } from '../docs/docs.ts';
import { code, type Explanation, lineOf, named, type Surroundings } from './explanation.ts';
import { modeSentence } from './flagvalue.ts';
import { installedPackages, removedPackages } from './packages.ts';
import { pageExplanation } from './pages.ts';

/** Programs that share a page with another. */
const sharedPages: Readonly<Record<string, string>> = {
  apt: 'apt-get',
  pip3: 'pip',
  python: 'python3',
  microdnf: 'dnf',
  bash: 'sh',
  dash: 'sh',
  ash: 'sh',
  zsh: 'sh',
  gunzip: 'tar',
  bunzip2: 'tar',
  unxz: 'tar',
  chgrp: 'chown',
  groupmod: 'groupadd',
  tail: 'head',
  egrep: 'grep',
  fgrep: 'grep',
  gawk: 'awk',
  mawk: 'awk',
  gmake: 'make',
  cc: 'gcc',
  'g++': 'gcc',
  'c++': 'gcc',
  md5sum: 'sha256sum',
  sha1sum: 'sha256sum',
  sha512sum: 'sha256sum',
  gpg2: 'gpg',
  'apt-add-repository': 'add-apt-repository',
  'tini-static': 'tini',
  nodejs: 'node',
  cpanm: 'cpan',
  mamba: 'conda',
  micromamba: 'conda',
  'rustup-init': 'rustup',
  '[': 'test',
  '.': 'source',
  gradlew: 'gradle',
  mvnw: 'mvn',
  mvnd: 'mvn',
  uvx: 'uv',
  pipx: 'pip',
  pnpx: 'pnpm',
  bundler: 'bundle',
};

/** The page of a program; programs of one family share one. */
export function commandPage(program: string, docs: Docs): Page | undefined {
  const shared = /^python3\.\d+$/.test(program) ? 'python3' : sharedPages[program];
  return docs.page(`commands/${program}`) ?? docs.page(`commands/${shared ?? program}`);
}

/** The name of a command in a script. */
export function explainCommand(token: TokenOf<'command'>, { docs }: Surroundings): Explanation | undefined {
  const { program } = token.command;
  const page = commandPage(program, docs);
  if (page) return { ...pageExplanation(page, docs), title: code(program) };
  const summary = docs.entry('commands/small', program);
  return summary === undefined ? undefined : { title: code(program), summary };
}

function processOf({ stage }: Instruction): Process | undefined {
  return stage && processOfStage(stage);
}

/** A word of the exec form that no page knows: it is passed on as it stands. */
export function explainExecWord(
  token: TokenOf<'command' | 'command-flag' | 'command-argument'>,
  { docs }: Surroundings,
): Explanation | undefined {
  const { instruction, span } = token;
  if (!token.command.isExec) return undefined;
  const isFirst = token.kind === 'command' && token.command.name.start === instruction.script?.commands[0]?.name.start;
  const isProgram = isFirst && !(instruction.is('CMD') && processOf(instruction)?.entrypoint);
  const summary = docs.entry('values/syntax', isProgram ? 'exec-program' : 'exec-argument');
  return summary === undefined ? undefined : { title: code(span.raw.replace(/^"|"$/g, '')), summary };
}

/** A flag or an operand of a command: a known flag, a sub-command, a package, or nothing. */
export function explainCommandWord(
  token: TokenOf<'command-flag' | 'command-argument'>,
  { docs }: Surroundings,
): Explanation | undefined {
  const { word } = token;
  const command = spoken(token.command, word);
  const page = commandPage(command.program, docs);
  if (page && command.module === word) return { ...pageExplanation(page, docs), title: code(command.program) };
  const entries = (names: ReadonlyMap<string, string>) =>
    token.kind === 'command-flag'
      ? flagEntries(command.program, word.text, names)
      : subcommandEntries(command, word.text, names);
  const ofPage = page ? entries(explainedNames(page.markdown)) : [];
  const found = ofPage.length > 0 ? ofPage : entries(sharedWords(token.command, docs));
  const [first] = found;
  if (!first) return token.kind === 'command-argument' ? explainOperand(token.command, word, docs) : undefined;
  const reference = page && docs.section(page, 'reference');
  return {
    title: `${command.program} ${found.map(([name]) => code(name)).join(' ')}`,
    summary: found.length === 1 ? first[1] : found.map(([name, text]) => `- ${named(name, text)}`).join('\n'),
    ...(reference !== undefined && { link: reference }),
  };
}

/** Words that the page of a program does not have: of small programs, of all programs, extensions of PHP. */
function sharedWords({ program, args }: Command, docs: Docs): ReadonlyMap<string, string> {
  if (program.startsWith('docker-php-ext-')) {
    return explainedNames(docs.page('commands/docker-php-ext-install')?.markdown ?? '');
  }
  const words = [...explainedNames(docs.page('values/words')?.markdown ?? '')];
  const isAlone = args.length === 1;
  return new Map(
    words.flatMap(([name, text]): [string, string][] => {
      if (name.startsWith(`${program} `)) return [[name.slice(program.length + 1), text]];
      return isAlone && name.startsWith('--') ? [[name, text]] : [];
    }),
  );
}

/** A command as far as its words go. */
interface Spoken {
  readonly program: string;
  readonly operands: readonly { readonly text: string }[];
  /** The word that names the program, behind `python3 -m`. */
  readonly module?: ShellWord;
}

/** `python3 -m pip install` is spoken to pip, as far as it stands behind `-m`. */
function spoken({ program, args, operands }: Command, word: ShellWord): Spoken {
  if (!/^python(?:3(?:\.\d+)?)?$/.test(program)) return { program, operands };
  const at = args.findIndex(({ text }) => text === '-m');
  const module = at < 0 ? undefined : args[at + 1];
  const isBefore = module && word.start < module.start;
  if (!module || isBefore || !/^(?:pip|uv)$/.test(module.text)) return { program: 'python3', operands };
  const behind = operands.findIndex(({ text }) => text === module.text) + 1;
  return { program: module.text, operands: operands.slice(behind), module };
}

/** A package, a mode, the end of a test. */
function explainOperand(command: Command, word: ShellWord, docs: Docs): Explanation | undefined {
  if (command.program === 'chmod' && word === command.operands[0]) {
    const [summary, ...here] = modeSentence(word.text);
    return summary === undefined ? undefined : { title: `chmod ${code(word.text)}`, summary, here };
  }
  if (command.program === '[' && word.text === ']') {
    const summary = docs.entry('commands/shell', ']');
    return summary === undefined ? undefined : { title: code(']'), summary };
  }
  return explainPackage(command, word, docs);
}

const usualVersion = /^@?[^=<>~@]+(?:==?|~=|~|@|>=|<=|<|>)(.+)$/;
/** How some package managers write a version behind a name. */
const versions: Readonly<Record<string, RegExp>> = { composer: /^[^:=]+[:=](.+)$/, pecl: /^.+-(\d[\w.]*)$/ };

function explainPackage(command: Command, word: ShellWord, docs: Docs): Explanation | undefined {
  if (removedPackages(command).some(({ start }) => start === word.start)) {
    const removed = docs.entry('values/syntax', 'removed-package');
    return removed === undefined ? undefined : { title: code(word.text), summary: removed };
  }
  const summary = docs.entry('values/syntax', 'package');
  const call = installedPackages(command);
  const isPackage = call?.packages.some(({ start }) => start === word.start);
  if (!isPackage || summary === undefined) return undefined;
  const version = (versions[call?.manager ?? ''] ?? usualVersion).exec(word.text)?.[1];
  const here =
    version === undefined ? [] : [l10n.t('The version is limited to {version}.', { version: code(version) })];
  return { title: code(word.text), summary, here };
}

/** Programs whose flags are whole words behind one dash: their letters mean nothing by themselves. */
const longFlags: ReadonlySet<string> = new Set(['mvn', 'go', 'java', 'find', 'gcc', 'openssl', 'php', 'node', 'cmake']);

/** `--yes`, `--option=value`, `-y`; each letter of `-qy` that is known; `-j4`, a letter with its value. */
function flagEntries(program: string, text: string, names: ReadonlyMap<string, string>): [string, string][] {
  const whole = text.split('=', 1)[0] as string;
  const known = names.get(text) ?? names.get(whole);
  if (known !== undefined) return [[names.has(text) ? text : whole, known]];
  const first = text.slice(0, 2);
  const letters = names.get(first);
  if (!/^-[A-Za-z]{2,}$/.test(text) || longFlags.has(program)) {
    return letters !== undefined && /^-[A-Za-z]./.test(text) ? [[first, letters]] : [];
  }
  return [...new Set(text.slice(1))].flatMap((letter): [string, string][] => {
    const entry = names.get(`-${letter}`);
    return entry === undefined ? [] : [[`-${letter}`, entry]];
  });
}

function subcommandEntries(command: Spoken, text: string, names: ReadonlyMap<string, string>): [string, string][] {
  const [first, second] = command.operands;
  if (command.program === 'tar' && first?.text === text && /^[a-zA-Z]+$/.test(text)) {
    return flagEntries('tar', `-${text}`, names);
  }
  const pair = first && second ? `${first.text} ${second.text}` : undefined;
  if (pair && names.has(pair) && (text === first?.text || text === second?.text))
    return [[pair, names.get(pair) ?? '']];
  const isSubcommand = first?.text === text || /^(?:set|docker-php-ext-\w+)$/.test(command.program);
  const entry = isSubcommand ? names.get(text) : undefined;
  return entry === undefined ? [] : [[text, entry]];
}

/** `NAME=value` in front of a command, by itself, or behind `export`. */
export function explainAssignment(token: TokenOf<'assignment'>, { docs, file }: Surroundings): Explanation | undefined {
  const { name, command } = token;
  const isOfScript = !command || command.program === 'export';
  const about = docs.entry('values/syntax', isOfScript ? 'script-assignment' : 'assignment');
  const known = docs.entry('values/variables', name);
  if (about === undefined) return undefined;
  const here = isOfScript
    ? scriptAssignment(token, file)
    : [l10n.t('Only {command} sees it.', { command: code(command.program) })];
  const [summary, more] = known === undefined || isOfScript ? [about, known] : [known, about];
  return { title: code(name), summary, here, ...(more !== undefined && { more }) };
}

/** What a variable that the script sets does to an ARG or ENV, and to programs. */
function scriptAssignment({ name, command, instruction, span }: TokenOf<'assignment'>, file: Dockerfile): string[] {
  const here = command ? [l10n.t('Programs that the script starts from here on see it.')] : [];
  const before = instruction.is('RUN') && span.raw.includes('=') ? file.definition(name, instruction) : undefined;
  if (!before) return here;
  const definition = { kind: before.kind, line: lineOf(before.pair.key) };
  return [...here, l10n.t('From here to the end of the script it replaces the {kind} in {line}.', definition)];
}

/** `&&`, `|`, `>`, `if` … in a script. */
export function explainOperator(token: TokenOf<'operator'>, { docs }: Surroundings): Explanation | undefined {
  const { operator, span } = token;
  const names = [
    operator,
    operator.replace(/^\d/, ''),
    operator.replace(/[\d-]$/, ''),
    spelled.get(operator) ?? operator,
  ];
  const entry = names.map((name) => docs.entry('commands/shell', name)).find((text) => text !== undefined);
  return entry === undefined ? undefined : { title: code(span.raw), summary: entry };
}

/** The name under which the shell's page explains a part of a construct. */
const spelled: ReadonlyMap<string, string> = new Map([
  ...['then', 'elif', 'else', 'fi'].map((word) => [word, 'if'] as const),
  ...['do', 'done', 'in'].map((word) => [word, 'for'] as const),
  ...['esac', ';;'].map((word) => [word, 'case'] as const),
  ['until', 'while'],
  ['(', '(…)'],
  [')', '(…)'],
  ['{', '{…}'],
  ['}', '{…}'],
  ['$(', '$(…)'],
  ['$((', '$((…))'],
  ['))', '$((…))'],
  [']]', '[['],
]);

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { type Locale, locales } from '../docs/docs.ts';
import { nearest } from '../lint/nearest.ts';
import { presets } from '../lint/presets.ts';
import { severities } from '../settings.ts';
import { CallError } from './io.ts';
import { isDockerfileName } from './search.ts';

export const reportFormats = ['text', 'json', 'sarif', 'github'] as const;
export const thresholds = [...severities, 'never'] as const;

interface OptionSpec {
  /** What stands for its value in the help; absent: the option takes none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly many?: true;
  readonly short?: string;
  readonly about: () => string;
}

/** Every option of every command. */
export const options = {
  format: {
    value: 'FORMAT',
    choices: reportFormats,
    about: () => l10n.t('How to report: text (default), json, sarif (2.1.0) or github (annotations).'),
  },
  'fail-on': {
    value: 'SEVERITY',
    choices: thresholds,
    about: () => l10n.t('End with status 1 from this severity on: error, warning (default), info, hint; or never.'),
  },
  rule: {
    value: 'NAME',
    many: true,
    about: () => l10n.t('A rule, by its name or by an alias such as DL3008; may be repeated.'),
  },
  unsafe: { about: () => l10n.t('Apply fixes too that may change what the image does.') },
  'dry-run': { about: () => l10n.t('Change nothing: print what would change as a unified diff.') },
  check: { about: () => l10n.t('Change nothing: end with status 1 if something would change.') },
  file: { value: 'FILE', about: () => l10n.t('Explain a whole Dockerfile, instruction by instruction.') },
  stdio: { about: () => l10n.t('Talk over standard input and output.') },
  config: { value: 'FILE', about: () => l10n.t('Use this configuration file instead of searching for one.') },
  preset: {
    value: 'NAME',
    choices: presets,
    about: () => l10n.t('Which rules are on: recommended, buildkit, hadolint, all or none.'),
  },
  locale: {
    value: 'LOCALE',
    choices: locales,
    about: () => l10n.t('The language of all messages: en or zh-cn.'),
  },
  stdin: { about: () => l10n.t('Read a Dockerfile from standard input.') },
  'stdin-filename': {
    value: 'NAME',
    about: () =>
      l10n.t('What standard input is called, and where its configuration is searched (default: Dockerfile).'),
  },
  help: { short: 'h', about: () => l10n.t('Show this help.') },
  version: { short: 'v', about: () => l10n.t('Show the version.') },
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof options;

interface CommandSpec {
  /** What follows the command's name. */
  readonly operands: string;
  readonly options: readonly OptionName[];
  readonly about: () => string;
}

const shared = ['config', 'preset', 'locale', 'stdin', 'stdin-filename', 'help', 'version'] as const;

/** Every command. */
export const commands = {
  lint: {
    operands: '[PATH…]',
    options: ['format', 'fail-on', 'rule', ...shared],
    about: () => l10n.t('Report the problems of Dockerfiles.'),
  },
  fix: {
    operands: '[PATH…]',
    options: ['unsafe', 'dry-run', 'rule', ...shared],
    about: () => l10n.t('Mend in place what can be mended safely.'),
  },
  format: {
    operands: '[PATH…]',
    options: ['check', ...shared],
    about: () => l10n.t('Format Dockerfiles in place.'),
  },
  explain: {
    operands: 'TOPIC…',
    options: ['file', 'config', 'preset', 'locale', 'help', 'version'],
    about: () => l10n.t('Explain an instruction, a flag, a rule or a topic.'),
  },
  lsp: {
    operands: '',
    options: ['stdio', 'help', 'version'],
    about: () => l10n.t('The language server, for any editor.'),
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

/** What was asked for. */
export interface Call {
  readonly command: CommandName | undefined;
  /** Paths or topics. */
  readonly words: readonly string[];
  has(option: OptionName): boolean;
  /** The last value of an option. */
  value(option: OptionName): string | undefined;
  values(option: OptionName): readonly string[];
}

/** The language that `--locale` asks for, wherever it stands and whatever else is wrong with the call. */
export function localeArgument(argv: readonly string[]): Locale | undefined {
  const at = argv.findIndex((arg) => arg === '--locale' || arg.startsWith('--locale='));
  const value = at < 0 ? undefined : argv[at] === '--locale' ? argv[at + 1] : argv[at]?.slice('--locale='.length);
  return locales.find((locale) => locale === value);
}

/** Reads the arguments; throws a {@link CallError} that says what is wrong with them. */
export function readCall(argv: readonly string[]): Call {
  const specs: Record<string, OptionSpec> = options;
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(specs).map(([name, { value, short, many }]) => [
        name,
        { type: value ? 'string' : 'boolean', ...(short && { short }), ...(many && { multiple: true }) } as const,
      ]),
    ),
  });
  const first = tokens.find((token) => token.kind === 'positional');
  const command = first && readCommand(first.value);
  const allowed: readonly string[] = command ? commands[command].options : ['help', 'version', 'locale'];
  const words: string[] = [];
  const found = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (token !== first) words.push(token.value);
    } else if (token.kind === 'option') {
      const { name, rawName, value } = token;
      if (!Object.hasOwn(specs, name) && command === 'explain') words.push(argv[token.index] as string);
      // Editors add options of their own (`--clientProcessId=…`); the server's library reads them.
      else if (command === 'lsp' && !allowed.includes(name)) continue;
      else if (!allowed.includes(name)) throw unknownOption(rawName, command, allowed);
      else
        found.set(name, [
          ...(found.get(name) ?? []),
          readValue(rawName, specs[name] as OptionSpec, value, token.inlineValue),
        ]);
    }
  }
  const values = (option: OptionName): readonly string[] => found.get(option) ?? [];
  return { command, words, values, has: (option) => found.has(option), value: (option) => values(option).at(-1) };
}

function readCommand(word: string): CommandName {
  if (Object.hasOwn(commands, word)) return word as CommandName;
  const names = Object.keys(commands);
  if (isDockerfileName(basename(word))) {
    const command = `dockerfile-mentor lint ${word}`;
    throw new CallError(l10n.t('There is no command `{name}`; to check a file: `{command}`', { name: word, command }));
  }
  const guess = nearest(word, names);
  if (guess)
    throw new CallError(l10n.t('There is no command `{name}`: did you mean `{guess}`?', { name: word, guess }));
  const all = names.join(', ');
  throw new CallError(l10n.t('There is no command `{name}`; there are {all}.', { name: word, all }));
}

function unknownOption(option: string, command: CommandName | undefined, allowed: readonly string[]): CallError {
  const guess = option.startsWith('--') ? nearest(option.slice(2), allowed, 3) : undefined;
  const help = `dockerfile-mentor ${command ? `${command} ` : ''}--help`;
  return new CallError(
    guess
      ? l10n.t('There is no option `{name}` here: did you mean `{guess}`?', { name: option, guess: `--${guess}` })
      : l10n.t('There is no option `{name}` here; `{help}` shows those that there are.', { name: option, help }),
  );
}

/** The value of an option, checked; empty for one that takes none. */
function readValue(option: string, spec: OptionSpec, value: string | undefined, inline: boolean | undefined): string {
  if (!spec.value) {
    if (value !== undefined) throw new CallError(l10n.t('`{option}` takes no value.', { option }));
    return '';
  }
  const expected = spec.choices?.join(', ') ?? spec.value;
  if (value === undefined || value === '' || (!inline && value.length > 1 && value.startsWith('-'))) {
    throw new CallError(l10n.t('`{option}` needs a value: {expected}', { option, expected }));
  }
  if (spec.choices && !spec.choices.includes(value)) {
    throw new CallError(l10n.t('`{option}` cannot be `{value}`; expected: {expected}', { option, value, expected }));
  }
  return value;
}

import * as l10n from '@vscode/l10n';
import { type CommandName, commands, type OptionName, options } from './arguments.ts';

const program = 'dockerfile-mentor';

/** The help of a command; without one that of the whole program. */
export function helpText(command: CommandName | undefined): string {
  return command ? commandHelp(command) : programHelp();
}

function programHelp(): string {
  const rows = Object.entries(commands).map(
    ([name, { operands, about }]) => [`${name} ${operands}`.trim(), about()] as const,
  );
  return [
    l10n.t('Checks, mends and explains Dockerfiles.'),
    '',
    l10n.t('Usage: {usage}', { usage: `${program} COMMAND ${l10n.t('[OPTION…]')} [PATH…]` }),
    '',
    l10n.t('Commands:'),
    ...table(rows),
    '',
    l10n.t('Options:'),
    ...table(optionRows(['locale', 'help', 'version'], undefined)),
    '',
    l10n.t('`{command}` tells more about a command.', { command: `${program} COMMAND --help` }),
    '',
  ].join('\n');
}

function commandHelp(command: CommandName): string {
  const { operands, about, options: names } = commands[command];
  const usage = [program, command, ...(names.length > 0 ? [l10n.t('[OPTION…]')] : []), operands].join(' ').trimEnd();
  return [
    about(),
    '',
    l10n.t('Usage: {usage}', { usage }),
    '',
    l10n.t('Options:'),
    ...table(optionRows(names, command)),
    '',
    ...notes(command),
  ].join('\n');
}

function optionRows(names: readonly OptionName[], command: CommandName | undefined): (readonly [string, string])[] {
  return names.map((name) => {
    const spec: { value?: string; short?: string; about: () => string } = options[name];
    const value = name === 'rule' && command === 'lint' ? 'NAME=SEVERITY' : spec.value;
    const short = spec.short ? `-${spec.short}, ` : '';
    return [`${short}--${name}${value ? ` ${value}` : ''}`, spec.about()] as const;
  });
}

/** What is worth knowing besides the options. */
function notes(command: CommandName): string[] {
  if (command === 'lsp') return [];
  if (command === 'explain') {
    const examples = ['RUN --mount=type=cache', 'COPY --from', 'DL3008', 'volumes', '--file Dockerfile'];
    return [l10n.t('Examples:'), ...examples.map((example) => `  ${program} explain ${example}`), ''];
  }
  return [
    l10n.t(
      'Without PATH the current folder is searched for Dockerfiles, honouring .gitignore; a file is taken whatever its name.',
    ),
    command === 'lint'
      ? l10n.t(
          'Exit status: 0 nothing found, 1 something found, 2 the call, a configuration or a file could not be used.',
        )
      : l10n.t(
          'Exit status: 0 done, 1 something would change, 2 the call, a configuration or a file could not be used.',
        ),
    '',
  ];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

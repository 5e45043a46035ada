import * as l10n from '@vscode/l10n';
import { type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import { commandOf } from '../lint/shellcode.ts';

interface Options {
  /** Report it as ShellCheck does; else the arguments of `su -c`, `envsubst`, `php -r` and the like are left alone. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-no-expansion-in-single-quotes',
  category: 'shell',
  severity: 'info',
  recommended: false,
  aliases: ['SC2016'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'SingleQuoted')) {
      if (!/[$`]/.test(place.node.value) || !looksExpanded(place.node.value)) continue;
      const command = commandOf(place) ?? assigner(place);
      const program = command?.node.name?.value.replace(/^.*\//, '') ?? '';
      if (command && isForeign(command, program, place, options.everywhere)) continue;
      yield {
        range: place.range,
        message: l10n.t(
          'Nothing is expanded inside single quotes: the text keeps its `$`. Double quotes would put the value in.',
        ),
      };
    }
  },
};

export default rule;

function looksExpanded(text: string): boolean {
  return /\$(?:[A-Za-z0-9_{]|\()|`[^`]+`/.test(text);
}

/** The command of an assignment such as `PS1='$x'`. */
function assigner(place: ShellPlace): ShellPlace<'Command'> | undefined {
  return place.parent?.parent?.node.type === 'Assignment' ? place.within('Command') : undefined;
}

/** Programs with a language of their own in which `$` means something. */
const languages = new Set([
  'alias',
  'awk',
  'dpkg-query',
  'eval',
  'gawk',
  'git',
  'jq',
  'mawk',
  'perl',
  'ssh',
  'trap',
  'unset',
]);
for (const name of ['bash', 'dash', 'docker', 'ksh', 'podman', 'rename', 'sh', 'zsh', 'prename', 'fish'])
  languages.add(name);
const others = new Set([
  'crontab',
  'envsubst',
  'gosu',
  'node',
  'php',
  'powershell',
  'pwsh',
  'python',
  'python3',
  'rpm',
  'ruby',
  'su',
  'sudo',
  'xargs',
]);

function isForeign(
  command: ShellPlace<'Command'>,
  program: string,
  place: ShellPlace<'SingleQuoted'>,
  exact: boolean,
): boolean {
  const words = command.node.args.map(({ text }) => text);
  if (languages.has(program) || (!exact && others.has(program))) return true;
  if (program === 'find' || program === 'sudo') return words.some((word) => languages.has(word));
  if (program === 'sed') return !/\$(?![{dpsaic](?![A-Za-z]))[A-Za-z_{(]/.test(place.node.value);
  const assignment = place.parent?.parent?.node;
  return assignment?.type === 'Assignment' && /^(?:PS[0-4]|PROMPT_COMMAND)$/.test(assignment.name);
}

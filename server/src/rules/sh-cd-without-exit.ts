import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Command, Script } from '../dockerfile/shell.ts';
import { type ShellPlace, shellCalls } from '../dockerfile/shelltree.ts';
import { insertAfter } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { isInCondition, shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report a `cd` also where nothing runs behind it. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-cd-without-exit',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC2164'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const program of ['cd', 'pushd', 'popd']) {
      for (const { command, place } of shellCalls(file, program)) {
        if (isSure(command) || isInCondition(place) || exitsOnError(file, place.script)) continue;
        const fate = fateOf(place);
        if (fate === 'guarded' || (fate === 'last' && !options.everywhere)) continue;
        yield {
          range: command.range,
          message: l10n.t('If `{program}` fails, the commands behind it run in the wrong folder.', { program }),
          fixes: shellFix(place, l10n.t('Append `|| exit 1`'), [insertAfter(command, ' || exit 1')]),
        };
      }
    }
  },
};

export default rule;

/** `cd /`, `cd ..`: these do not fail. */
function isSure({ args, program }: Command): boolean {
  return program === 'cd' && /^(?:\/|\.\/?|(?:\.\.\/?)+)$/.test(args[0]?.text ?? '');
}

/** `set -e` anywhere in the script, or an `-e` of SHELL. */
function exitsOnError(file: Dockerfile, script: Script): boolean {
  const sets = shellCalls(file, 'set').some(
    ({ command, place }) =>
      place.script === script &&
      command.args.some(
        ({ text }, i) =>
          /^-[a-z]*e/.test(text) || (text === 'errexit' && /^-[a-z]*o$/.test(command.args[i - 1]?.text ?? '')),
      ),
  );
  return sets;
}

/** What happens when a command fails: it is handled, the next one runs all the same, or nothing comes behind it. */
function fateOf(place: ShellPlace): 'guarded' | 'followed' | 'last' {
  for (let one = place; one.parent; one = one.parent) {
    const { node } = one.parent;
    if (node.type === 'AndOr' && node.commands.at(-1) !== one.node) return 'guarded';
    if (node.type === 'Script' || node.type === 'CompoundList') {
      if (node.commands.at(-1) !== one.node) return 'followed';
      const loop = one.parent.parent?.node.type;
      if (loop === 'For' || loop === 'While' || loop === 'Function') return 'last';
    }
  }
  return 'last';
}

import * as l10n from '@vscode/l10n';
import type { Command, ShellWord } from '../dockerfile/shell.ts';
import { type ShellPlace, shellCalls } from '../dockerfile/shelltree.ts';
import { isPlainSh, namesItsShell, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-echo-flags',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3036', 'SC3037'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'echo')) {
      const flag = command.args[0];
      if (!flag || !(options.everywhere && !namesItsShell(place) ? /^-[neE]+$/ : /^-[neE]*[eE][neE]*$/).test(flag.text))
        continue;
      if (!isPlainSh(place, options, true) || (command.name.text !== 'echo' && !options.everywhere)) continue;
      yield {
        range: flag.range,
        message: l10n.t(
          '`echo {flag}` is not portable: dash, the `sh` of Debian and Ubuntu, knows `-n` alone and prints any other flag.',
          { flag: flag.text },
        ),
        fixes: [...asPrintf(command, flag, place), ...useBash(place)],
      };
    }
  },
};

export default rule;

/** `echo -e "…"` becomes `printf '%b\n' "…"`, where one quoted word is all there is. */
function asPrintf(command: Command, flag: ShellWord, place: ShellPlace): Fix[] {
  const { args, name } = command;
  if (args.length !== 2 || !/^["']/.test(args[1]?.raw ?? '') || !/^-n?e+$|^-en$/.test(flag.text)) return [];
  const format = flag.text.includes('n') ? "printf '%b'" : "printf '%b\\n'";
  const edit = { range: command.source.range(name.start, flag.end), newText: format };
  return shellFix(place, l10n.t('Write it with `printf`'), [edit]);
}

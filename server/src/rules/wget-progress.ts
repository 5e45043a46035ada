import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { binSh } from '../lint/binsh.ts';
import { addWord } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'wget-progress',
  category: 'style',
  severity: 'info',
  recommended: false,
  aliases: ['DL3047'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const command of file.commands('wget')) {
      if (isQuiet(command) || writesElsewhere(command)) continue;
      const flag = isGnu(command) ? '-nv' : '-q';
      yield {
        range: command.name.range,
        message: l10n.t('`wget` writes a progress bar into the build log, line by line: `{flag}` leaves it out.', {
          flag,
        }),
        fixes: [
          { title: l10n.t('Insert `{flag}`', { flag }), edits: [addWord(command, command.name, flag)], safe: true },
        ],
      };
    }
  },
};

export default rule;

/** `-q`, `-nv`, `--progress=…`, or a log that goes to a file; `--version` shows no progress. */
function isQuiet(command: Command): boolean {
  const names = ['--progress', '--quiet', '--output-file', '--append-output', '--no-verbose', '--version', '--help'];
  if (command.flag(...names)) return true;
  return command.args.some(({ text }) => /^-nv|^-(?!n)[A-Za-z]*?[qoa]/.test(text));
}

/** `2> log`, `&> log`, `2>&1 | tee`: what it says does not go to the build log, or not by itself. */
function writesElsewhere({ redirects }: Command): boolean {
  return redirects.some(
    (one) =>
      one.type === 'Redirect' &&
      (one.operator.startsWith('&') || (one.descriptor?.type === 'FileDescriptor' && one.descriptor.value === 2)),
  );
}

/** Whether the base image's wget is known to be GNU's; that of BusyBox knows neither `-nv` nor `--progress`. */
function isGnu({ instruction }: Command): boolean {
  const shell = instruction.script && binSh(instruction, instruction.script);
  return shell === 'dash' || shell === 'bash';
}

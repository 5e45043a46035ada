import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { addWord } from '../lint/edits.ts';
import { packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apt-get-missing-yes',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3014'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { command, verb } of packageCalls(file, 'apt-get')) {
      if (verb?.text !== 'install' || answersYes(command) || onlyTries(command)) continue;
      yield {
        range: verb.range,
        message: l10n.t(
          '`apt-get install` without `-y` waits for an answer that nobody can give, and the build fails.',
        ),
        fixes: [{ title: l10n.t('Insert `-y`'), edits: [addWord(command, verb, '-y')], safe: true }],
      };
    }
  },
};

export default rule;

/** `-s` installs nothing, and asks nothing (apt-get(8)). */
function onlyTries(command: Command): boolean {
  return command.flag('-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act') !== undefined;
}

/** `-y`, `--yes`, `--assume-yes`, `-qq`, two times `-q`, `-q=2` (apt-get(8)), or an `-o APT::Get::Assume-Yes=…`. */
function answersYes(command: Command): boolean {
  if (command.flag('-y', '--yes', '--assume-yes')) return true;
  let quiet = 0;
  for (const { text } of command.args) {
    if (/^-q=[2-9]/.test(text) || /APT::Get::(?:Assume-Yes|force-yes)=(?:true|1|yes)/i.test(text)) return true;
    if (text === '--quiet') quiet++;
    else if (/^-[A-Za-z]+$/.test(text)) quiet += text.split('q').length - 1;
  }
  return quiet >= 2;
}

import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { addWord } from '../lint/edits.ts';
import { isSetAbove, packageCalls, settings } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apt-get-no-install-recommends',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3015'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    const calls = packageCalls(file, 'apt-get').filter(({ verb }) => verb?.text === 'install');
    const isSet = calls.length > 0 && settings.aptRecommends.test(file.text);
    for (const { command, verb } of calls) {
      if (!verb || saysRecommends(command, isSet) || (isSet && isSetAbove(command.instruction, 'aptRecommends')))
        continue;
      yield {
        range: verb.range,
        message: l10n.t(
          '`apt-get install` also installs what the packages recommend, and the image grows by things that nobody asked for.',
        ),
        fixes: [
          {
            title: l10n.t('Insert `--no-install-recommends`'),
            edits: [addWord(command, verb, '--no-install-recommends')],
            safe: false,
          },
        ],
      };
    }
  },
};

export default rule;

/** Either way: who writes `--install-recommends` wants them. */
function saysRecommends(command: Command, isSet: boolean): boolean {
  return (
    command.flag('--no-install-recommends', '--install-recommends') !== undefined ||
    (isSet && command.args.some(({ text }) => settings.aptRecommends.test(text)))
  );
}

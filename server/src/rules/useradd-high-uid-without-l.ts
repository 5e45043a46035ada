import * as l10n from '@vscode/l10n';
import type { Command, ShellWord } from '../dockerfile/shell.ts';
import { addWord } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'useradd-high-uid-without-l',
  category: 'size-caching',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3046'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const command of file.commands('useradd')) {
      const uid = readUid(command);
      if (!uid || command.flag('-l', '--no-log-init')) continue;
      const value = file.expand(uid.value, command.instruction);
      if (!value || !/^\d{6,}$/.test(value)) continue;
      yield {
        range: uid.word.range,
        message: l10n.t(
          '`useradd` without `-l` writes login records at a place given by the uid: for {uid} the files, and with them the layer, become huge.',
          { uid: value },
        ),
        fixes: [{ title: l10n.t('Insert `-l`'), edits: [addWord(command, command.name, '-l')], safe: true }],
      };
    }
  },
};

export default rule;

/** The value of `-u 123456`, `-mu 123456`, `-u123456`, `--uid 123456` or `--uid=123456`. */
function readUid({ args }: Command): { word: ShellWord; value: string } | undefined {
  for (const [i, word] of args.entries()) {
    const next = args[i + 1];
    if (next && /^(?:--uid|-[A-Za-z]*u)$/.test(word.text)) return { word: next, value: next.text };
    const joined = /^(?:--uid=|-u)(.+)$/.exec(word.text)?.[1];
    if (joined !== undefined) return { word, value: joined };
  }
  return undefined;
}

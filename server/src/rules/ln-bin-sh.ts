import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'ln-bin-sh',
  category: 'shell',
  severity: 'info',
  recommended: true,
  aliases: ['DL4005'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const command of file.commands('ln')) {
      const link = command.operands.at(-1);
      if (!link || !/^\/(?:usr\/)?bin\/sh$/.test(link.text) || command.operands.length < 2) continue;
      const fix = useShell(command);
      yield {
        range: link.range,
        message: l10n.t(
          'A link over `/bin/sh` changes the shell of every script in the image; SHELL changes it for the instructions of this file only.',
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** A SHELL in place of the RUN, where the RUN does nothing but take the old link away and make the new one. */
function useShell({ instruction, operands }: Command): Fix | undefined {
  const commands = instruction.script?.commands ?? [];
  const others = commands.filter(
    ({ program, operands: [file, ...more] }) =>
      program !== 'ln' && (program !== 'rm' || file?.text !== '/bin/sh' || more.length > 0),
  );
  const shell = operands[0]?.text ?? '';
  if (others.length > 0 || instruction.outer || !/^(?:\/(?:usr\/)?bin\/)?(?:ba|z|k|da)sh$/.test(shell))
    return undefined;
  const path = shell.startsWith('/') ? shell : `/bin/${shell}`;
  const text = `SHELL ["${path}", "-c"]`;
  return { title: l10n.t('Replace with `{text}`', { text }), edits: [replace(instruction, text)], safe: false };
}

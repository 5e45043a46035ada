import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { commentsIn } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sudo-usage',
  category: 'security',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3004'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const command of file.commands('sudo')) {
      const fix = removeSudo(command);
      yield {
        range: command.name.range,
        message: command.flag('-u', '--user')
          ? l10n.t(
              'USER changes the user of a step: `sudo` is not needed for it, and in the image it is a way to become root.',
            )
          : l10n.t(
              'A RUN is root unless USER says otherwise, and then `USER root` helps: `sudo` is not needed, and in the image it is a way to become root.',
            ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** Without `sudo`, where nothing but a command follows it. Unsafe: the user may not be root. */
function removeSudo({ name, args, isExec, instruction }: Command): Fix | undefined {
  const [program] = args;
  if (!program || isExec || program.isFlag || program.text.includes('=') || program.text === '--') return undefined;
  const { source, start } = name;
  const hasComments = commentsIn(instruction, start, program.start).length > 0;
  return {
    title: l10n.t('Remove `sudo`'),
    edits: [{ range: source.range(start, hasComments ? name.end : program.start), newText: '' }],
    safe: false,
  };
}

import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { removeInstruction } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'useless-container-command',
  category: 'maintainability',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3001'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const program of programs) {
      for (const command of file.commands(program)) {
        if (program === 'ssh' && command.instruction.mounts.some(({ type }) => type === 'ssh')) continue;
        const fix = removeRun(command);
        yield {
          range: command.name.range,
          message: l10n.t(
            '`{program}` is made for a running system: in a build nobody watches, and processes and mounts end with their RUN.',
            { program },
          ),
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

const programs = ['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim'];

/** The whole RUN, where it holds nothing else. */
function removeRun({ instruction }: Command): Fix | undefined {
  if (instruction.outer || instruction.script?.commands.length !== 1) return undefined;
  return { title: l10n.t('Remove this RUN'), edits: [removeInstruction(instruction)], safe: false };
}

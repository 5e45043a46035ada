import * as l10n from '@vscode/l10n';
import type { ShellWord } from '../dockerfile/shell.ts';
import { listNames, type PackageCall, pipCalls, type UnpinnedOptions, unpinnedOptions } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<UnpinnedOptions> = {
  id: 'pip-unpinned',
  category: 'reproducibility',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3013'],
  presets: { hadolint: { severity: 'warning', options: { variables: true } } },
  options: unpinnedOptions,
  perInstruction: true,

  *check(file, { options }) {
    for (const call of pipCalls(file)) {
      if (call.verb?.text !== 'install' || hasOtherPins(call)) continue;
      const unpinned = call.operands.filter(
        (word) => !isPinned(word) && (options.variables || !word.outline.includes('${}')),
      );
      if (!unpinned[0]) continue;
      yield {
        range: unpinned[0].range,
        message: l10n.t('No version is given for {names}: each build installs what is newest at that moment.', {
          names: listNames(unpinned),
        }),
      };
    }
  },
};

export default rule;

/** Whether versions come from a file of requirements or constraints, or from the project itself. */
function hasOtherPins({ command, args, operands }: PackageCall): boolean {
  return (
    args.some(({ text }) => /^--(?:requirement|constraint|group)(?:=|$)|^-[A-Za-z]*[rc]/.test(text)) ||
    operands.some(({ outline }) => /^\.(?:\[|$)/.test(outline)) ||
    command.instruction.file.definition('PIP_CONSTRAINT', command.instruction) !== undefined
  );
}

/** `flask==3.1`, `flask>=3`, `./flask.whl`, `git+https://host/flask.git@v3`, `flask @ https://…`. */
function isPinned({ outline }: ShellWord): boolean {
  if (/[=<>!~]=|[<>]/.test(outline)) return true;
  if (/^(?:git|hg|svn|bzr)\+/.test(outline)) return /:\/\/[^/]*\/.*@/.test(outline);
  return /\/|\.(?:whl|tar\.gz|tar\.bz2|tgz|zip)$/.test(outline);
}

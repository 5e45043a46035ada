import * as l10n from '@vscode/l10n';
import { listNames, packageCalls, type UnpinnedOptions, unpinnedOptions } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<UnpinnedOptions> = {
  id: 'gem-unpinned',
  category: 'reproducibility',
  severity: 'info',
  recommended: true,
  aliases: ['DL3028'],
  presets: { hadolint: { severity: 'warning', options: { variables: true } } },
  options: unpinnedOptions,
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, verb, operands } of packageCalls(file, 'gem')) {
      if (verb?.text !== 'install' && verb?.text !== 'i') continue;
      if (command.args.some(({ text }) => /^(?:-v|--version(?:=|$))/.test(text))) continue;
      const unpinned = operands.filter(
        ({ outline }) => !/:|\.gem$/.test(outline) && (options.variables || !outline.includes('${}')),
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

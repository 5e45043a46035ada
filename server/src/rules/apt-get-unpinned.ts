import * as l10n from '@vscode/l10n';
import type { ShellWord } from '../dockerfile/shell.ts';
import { listNames, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apt-get-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3008'],
  presets: { hadolint: { severity: 'warning' } },

  *check(file) {
    for (const { verb, operands } of packageCalls(file, 'apt-get')) {
      if (verb?.text !== 'install') continue;
      const unpinned = operands.filter((word) => !isPinned(word));
      if (!unpinned[0]) continue;
      yield {
        range: unpinned[0].range,
        message: l10n.t('No version is given for {names}: each build installs what the mirror has at that moment.', {
          names: listNames(unpinned),
        }),
      };
    }
  },
};

export default rule;

/** `curl=8.*`, `curl/stable`, `./curl.deb`; `curl-` takes a package off. */
function isPinned({ outline }: ShellWord): boolean {
  return /[=/]|\.deb$|-$/.test(outline);
}

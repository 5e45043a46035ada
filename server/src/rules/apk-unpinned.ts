import * as l10n from '@vscode/l10n';
import type { ShellWord } from '../dockerfile/shell.ts';
import { listNames, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apk-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3018'],
  presets: { hadolint: { severity: 'warning' } },

  *check(file) {
    for (const { verb, operands } of packageCalls(file, 'apk')) {
      if (verb?.text !== 'add') continue;
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

/** `curl=8.14.1-r1`, `curl~8`, `curl>8`, `./curl.apk`; `!curl` keeps a package out. */
function isPinned({ outline }: ShellWord): boolean {
  return /[=~<>]|\.apk$|^!/.test(outline);
}

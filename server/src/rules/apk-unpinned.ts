import type { ShellWord } from '../dockerfile/shell.ts';
import { packageCalls, withoutVersion } from '../lint/packages.ts';
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
      yield* withoutVersion(operands.filter((word) => !isPinned(word)));
    }
  },
};

export default rule;

/** `curl=8.14.1-r1`, `curl~8`, `curl>8`, `./curl.apk`; `!curl` keeps a package out. */
function isPinned({ outline }: ShellWord): boolean {
  return /[=~<>]|\.apk$|^!/.test(outline);
}

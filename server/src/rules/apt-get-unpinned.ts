import type { ShellWord } from '../dockerfile/shell.ts';
import { packageCalls, withoutVersion } from '../lint/packages.ts';
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
      yield* withoutVersion(operands.filter((word) => !isPinned(word)));
    }
  },
};

export default rule;

/** `curl=8.*`, `curl/stable`, `./curl.deb`; `curl-` takes a package off. */
function isPinned({ outline }: ShellWord): boolean {
  return /[=/]|\.deb$|-$/.test(outline);
}

import { packageCalls, unpinnedPackages, withoutVersion } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apt-get-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3008'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'apt-get')) {
      if (call.verb?.text === 'install') yield* withoutVersion(unpinnedPackages(call, isPinned));
    }
  },
};

export default rule;

/** `curl=8.*`, `curl/stable`, `./curl.deb`; `curl-` takes a package off. */
function isPinned(text: string): boolean {
  return /[=/]|\.deb$|-$/.test(text);
}

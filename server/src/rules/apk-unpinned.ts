import { packageCalls, unpinnedPackages, withoutVersion } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apk-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3018'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'apk')) {
      if (call.verb?.text === 'add') yield* withoutVersion(unpinnedPackages(call, isPinned));
    }
  },
};

export default rule;

/** `curl=8.14.1-r1`, `curl~8`, `curl>8`, `./curl.apk`; `!curl` keeps a package out. */
function isPinned(text: string): boolean {
  return /[=~<>]|\.apk$|^!/.test(text);
}

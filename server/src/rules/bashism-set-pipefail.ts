import * as l10n from '@vscode/l10n';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { dashHasPipefail, isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-set-pipefail',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3040'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'set')) {
      for (const [i, flag] of command.args.entries()) {
        const name = command.args[i + 1];
        if (!/^[-+][A-Za-z]*o[A-Za-z]*$/.test(flag.text) || !name || posixOptions.has(name.text)) continue;
        const isPipefail = name.text === 'pipefail';
        if (!name.isLiteral || !isPlainSh(place, options, isPipefail)) continue;
        if (isPipefail && !options.everywhere && dashHasPipefail(place.instruction)) continue;
        yield {
          range: name.range,
          message: isPipefail
            ? l10n.t(
                '`set -o pipefail` is unknown to the dash of Debian 12, Ubuntu 24.04 and older: it answers "Illegal option" and the RUN fails.',
              )
            : l10n.t(
                '`set -o {name}` is unknown to dash, the `sh` of Debian and Ubuntu: it answers "Illegal option" and the RUN fails.',
                { name: name.text },
              ),
          fixes: useBash(place),
        };
      }
    }
  },
};

export default rule;

/** What `set -o` knows in every shell (POSIX, and dash's own). */
const posixOptions = new Set([
  ...['allexport', 'emacs', 'errexit', 'ignoreeof', 'interactive', 'monitor', 'noclobber', 'noexec', 'noglob', 'nolog'],
  ...['notify', 'nounset', 'verbose', 'vi', 'xtrace'],
]);

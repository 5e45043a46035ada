import * as l10n from '@vscode/l10n';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-pushd-popd',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3044'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const program of builtins) {
      for (const { command, place } of shellCalls(file, program)) {
        if (command.name.text !== program || !isPlainSh(place, options)) continue;
        yield {
          range: command.name.range,
          message: l10n.t('`{name}` is built into bash only: the plain `sh` of this RUN answers `{name}: not found`.', {
            name: program,
          }),
          fixes: useBash(place),
        };
      }
    }
  },
};

export default rule;

/** What bash has and neither dash nor BusyBox. */
const builtins = [
  ...['pushd', 'popd', 'dirs', 'shopt', 'declare', 'typeset', 'disown', 'suspend'],
  ...['caller', 'compgen', 'complete', 'enable', 'mapfile', 'readarray'],
];

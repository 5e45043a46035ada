import * as l10n from '@vscode/l10n';
import { emptiesFolder, isInImage, type LayerOptions, layerOptions, leftovers } from '../lint/leftovers.ts';
import { packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';
import { cleanFixes } from '../lint/runs.ts';

const rule: Rule<LayerOptions> = {
  id: 'zypper-clean',
  category: 'size-caching',
  severity: 'info',
  recommended: true,
  aliases: ['DL3036'],
  presets: { hadolint: { severity: 'warning', options: { builderStages: true } } },
  options: layerOptions,
  perInstruction: true,

  *check(file, { options }) {
    const calls = leftovers(packageCalls(file, 'zypper'), {
      fills: ({ verb }) => verb?.text === 'install' || verb?.text === 'in',
      empties: (one) => (one.program === 'zypper' && one.args.some(isClean)) || emptiesFolder(one, cache),
      folders: [cache],
    });
    for (const { command, verb } of calls) {
      if (!verb || !isInImage(command.instruction, options)) continue;
      yield {
        range: verb.range,
        message: l10n.t('What `{program}` downloads stays in this layer, unless the same RUN ends with `{command}`.', {
          program: 'zypper',
          command: 'zypper clean --all',
        }),
        fixes: cleanFixes(command, 'zypper clean --all', cache),
      };
    }
  },
};

export default rule;

const cache = '/var/cache/zypp';

function isClean({ text }: { readonly text: string }): boolean {
  return text === 'clean' || text === 'cc';
}

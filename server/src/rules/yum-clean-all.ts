import * as l10n from '@vscode/l10n';
import { emptiesFolder, isInImage, type LayerOptions, layerOptions, leftovers } from '../lint/leftovers.ts';
import { installsPackages, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';
import { cleanFixes } from '../lint/runs.ts';

const rule: Rule<LayerOptions> = {
  id: 'yum-clean-all',
  category: 'size-caching',
  severity: 'info',
  recommended: true,
  aliases: ['DL3032'],
  presets: { hadolint: { severity: 'warning', options: { builderStages: true } } },
  options: layerOptions,
  perInstruction: true,

  *check(file, { options }) {
    const calls = leftovers(packageCalls(file, 'yum'), {
      fills: installsPackages,
      empties: (one) => (isYum(one.program) && one.args.some(isClean)) || emptiesFolder(one, ...folders),
      folders,
    });
    for (const { command, verb } of calls) {
      if (!verb || !isInImage(command.instruction, options)) continue;
      yield {
        range: verb.range,
        message: l10n.t('What `{program}` downloads stays in this layer, unless the same RUN ends with `{command}`.', {
          program: 'yum',
          command: 'yum clean all',
        }),
        fixes: cleanFixes(command, 'yum clean all', '/var/cache/yum', '/var/cache/dnf'),
      };
    }
  },
};

export default rule;

/** Where yum is dnf by another name, the cache is that of dnf. */
const folders = ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'];

function isYum(program: string): boolean {
  return program === 'yum' || program === 'dnf' || program === 'microdnf';
}

function isClean({ text }: { readonly text: string }): boolean {
  return text === 'clean';
}

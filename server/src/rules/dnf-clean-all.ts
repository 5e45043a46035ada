import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { emptiesFolder, isInImage, type LayerOptions, layerOptions, leftovers } from '../lint/leftovers.ts';
import { installsPackages, type PackageCall, packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';
import { cleanFixes } from '../lint/runs.ts';

const rule: Rule<LayerOptions> = {
  id: 'dnf-clean-all',
  category: 'size-caching',
  severity: 'info',
  recommended: true,
  aliases: ['DL3040'],
  presets: { hadolint: { severity: 'warning', options: { builderStages: true } } },
  options: layerOptions,
  perInstruction: true,

  *check(file, { options }) {
    for (const program of ['dnf', 'microdnf']) {
      const calls = leftovers(packageCalls(file, program), {
        fills,
        empties: (one) => (empties(one.program, program) && one.args.some(isClean)) || emptiesFolder(one, ...folders),
        folders,
      });
      for (const { command, verb } of calls) {
        if (!verb || !isInImage(command.instruction, options)) continue;
        yield {
          range: verb.range,
          message: l10n.t(
            'What `{program}` downloads stays in this layer, unless the same RUN ends with `{command}`.',
            { program, command: `${program} clean all` },
          ),
          fixes: cleanFixes(command, `${program} clean all`, folderOf(command)),
        };
      }
    }
  },
};

export default rule;

/** dnf keeps its cache in the second, dnf5 in the first, or in the home of a user who is not root. */
const folders = ['/var/cache/libdnf5', '/var/cache/dnf', '/var/cache/yum', '.cache/libdnf5'];

/** Where a call keeps its cache, as far as the base image tells whether it is dnf5. */
function folderOf({ program, instruction }: Command): string {
  const image = instruction.stage?.root.imageText ?? '';
  if (/(?:^|\/)fedora(?:-minimal)?(?::|@|$)/.test(image)) return '/var/cache/libdnf5';
  return program === 'microdnf' ? '/var/cache/yum' : '/var/cache/dnf';
}

const upgrades = new Set(['in', 'upgrade', 'up', 'upgrade-minimal', 'up-min', 'reinstall', 'rei']);

function fills(call: PackageCall): boolean {
  return installsPackages(call) || upgrades.has(call.verb?.text ?? '');
}

/** Each has a cache of its own; `yum` may be another name of either. */
function empties(cleaner: string, program: string): boolean {
  return cleaner === program || cleaner === 'yum';
}

function isClean({ text }: { readonly text: string }): boolean {
  return text === 'clean';
}

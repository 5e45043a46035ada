import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';
import { emptiesFolder, isInImageOrBase, type LayerOptions, layerOptions, leftovers } from '../lint/leftovers.ts';
import { packageCalls } from '../lint/packages.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { cleanFixes } from '../lint/runs.ts';

const rule: Rule<LayerOptions> = {
  id: 'yarn-cache-clean',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3060'],
  presets: { hadolint: { severity: 'info', options: { builderStages: true } } },
  options: layerOptions,
  perInstruction: true,

  *check(file, { options }) {
    const calls = leftovers(packageCalls(file, 'yarn'), {
      fills: ({ verb }) => verb?.text === 'install',
      empties: ({ program, args }) => program === 'yarn' && args.some(({ text }) => text === 'clean'),
      folders: ['.cache/yarn', '.yarn'],
    });
    for (const { command, verb } of calls) {
      const { instruction } = command;
      if (!verb || !isInImageOrBase(instruction, options) || isElsewhere(instruction)) continue;
      yield {
        range: verb.range,
        message: l10n.t('What `{program}` downloads stays in this layer, unless the same RUN ends with `{command}`.', {
          program: 'yarn',
          command: 'yarn cache clean',
        }),
        fixes: fixes(command),
      };
    }
  },
};

export default rule;

/** Whether the cache is deleted by hand, or its folder is a mount. */
function isElsewhere(run: Instruction): boolean {
  const folder = run.file.value('YARN_CACHE_FOLDER', run);
  const mounted = typeof folder === 'string' && run.mounts.some((mount) => mount.get('target')?.value === folder);
  const folders = ['.cache/yarn', ...(folder ? [folder] : [])];
  return mounted || (run.script?.commands.some((one) => emptiesFolder(one, ...folders)) ?? false);
}

/** Yarn 2 and later may keep what a project needs to run in the cache: there nothing is safe. */
function fixes(call: Command): Fix[] {
  const modern = /corepack|berry|--immutable|\.yarn|set version|workspaces focus|yarn@(?:[2-9]|stable)|packageManager/;
  const found = cleanFixes(call, 'yarn cache clean', '/usr/local/share/.cache/yarn');
  return modern.test(call.instruction.file.text) ? found.map((fix) => ({ ...fix, safe: false })) : found;
}

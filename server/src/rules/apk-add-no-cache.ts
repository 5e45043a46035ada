import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { addWord } from '../lint/edits.ts';
import { emptiesFolder, hasCacheMount, isInImage, type LayerOptions, layerOptions } from '../lint/leftovers.ts';
import { packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LayerOptions> = {
  id: 'apk-add-no-cache',
  category: 'size-caching',
  severity: 'info',
  recommended: true,
  aliases: ['DL3019'],
  presets: { hadolint: { severity: 'info', options: { builderStages: true } } },
  options: layerOptions,

  *check(file, { options }) {
    for (const { command, verb } of packageCalls(file, 'apk')) {
      const { instruction, index } = command;
      if (verb?.text !== 'add' || command.flag('--no-cache', '--no-network') || !isInImage(instruction, options))
        continue;
      if (hasCacheMount(instruction, '/var/cache/apk', '/etc/apk/cache')) continue;
      const isEmptied = instruction.script?.commands.some(
        (one) => one.index > index && (emptiesFolder(one, '/var/cache/apk') || isCacheClean(one)),
      );
      if (isEmptied) continue;
      yield {
        range: verb.range,
        message: l10n.t('Without `--no-cache` the package index that `apk add` works with stays in the layer.'),
        fixes: [{ title: l10n.t('Insert `--no-cache`'), edits: [addWord(command, verb, '--no-cache')], safe: true }],
      };
    }
  },
};

export default rule;

function isCacheClean({ program, operands }: Command): boolean {
  return program === 'apk' && operands[0]?.text === 'cache' && operands[1]?.text === 'clean';
}

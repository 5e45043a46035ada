import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { addWord } from '../lint/edits.ts';
import { emptiesFolder, hasCacheMount, isInImage, type LayerOptions, layerOptions } from '../lint/leftovers.ts';
import { packageCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

interface Options extends LayerOptions {
  /** Report it also where the RUN deletes the index afterwards. */
  deletedToo: boolean;
}

const rule: Rule<Options> = {
  id: 'apk-add-no-cache',
  category: 'size-caching',
  severity: 'info',
  recommended: true,
  aliases: ['DL3019'],
  presets: { hadolint: { severity: 'info', options: { builderStages: true, deletedToo: true } } },
  options: { ...layerOptions, deletedToo: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, verb } of packageCalls(file, 'apk')) {
      const { instruction, index } = command;
      if (verb?.text !== 'add' || command.flag('--no-cache', '--no-network') || !isInImage(instruction, options))
        continue;
      if (hasCacheMount(instruction, '/var/cache/apk', '/etc/apk/cache')) continue;
      if (!options.deletedToo && instruction.script?.commands.some((one) => one.index > index && empties(one)))
        continue;
      yield {
        range: verb.range,
        message: l10n.t('Without `--no-cache` the package index that `apk add` works with stays in the layer.'),
        fixes: [
          {
            title: l10n.t('Insert `--no-cache`'),
            edits: [addWord(command, verb, '--no-cache')],
            // Without a network the index comes from the cache.
            safe: instruction.flag('network')?.value !== 'none' && !command.flag('--cache-dir'),
          },
        ],
      };
    }
  },
};

export default rule;

/** `rm -rf /var/cache/apk/*`, `apk cache clean` */
function empties(command: Command): boolean {
  const { program, operands } = command;
  if (program === 'apk') return operands[0]?.text === 'cache' && operands[1]?.text === 'clean';
  return emptiesFolder(command, '/var/cache/apk');
}

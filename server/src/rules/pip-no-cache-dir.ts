import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { addWord } from '../lint/edits.ts';
import { emptiesFolder, hasCacheMount, isInImage, type LayerOptions, layerOptions } from '../lint/leftovers.ts';
import { isSetAbove, type PackageCall, pipCalls } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';
import { addCacheMounts } from '../lint/runs.ts';

interface Options extends LayerOptions {
  /** Only a value that means yes turns the cache off, as for hadolint; pip takes `off` and `0` for "no cache" too. */
  onlyYes: boolean;
}

const rule: Rule<Options> = {
  id: 'pip-no-cache-dir',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3042'],
  presets: { hadolint: { severity: 'warning', options: { builderStages: true, onlyYes: true } } },
  options: { ...layerOptions, onlyYes: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const call of pipCalls(file)) {
      const { command, verb, manager } = call;
      const { instruction } = command;
      if (verb?.text !== 'install' || !isInImage(instruction, options) || keepsNothing(call, options)) continue;
      const folder = manager === 'uv' ? '/root/.cache/uv' : '/root/.cache/pip';
      if (hasCacheMount(instruction, folder.slice('/root/'.length)) || hasCacheFolderMount(instruction)) continue;
      yield {
        range: verb.range,
        message: l10n.t(
          '`pip install` keeps what it downloads in a cache, and the cache stays in this layer although nobody will use it.',
        ),
        fixes: [
          {
            title: l10n.t('Insert `--no-cache-dir`'),
            edits: [addWord(command, verb, '--no-cache-dir')],
            // Somebody wants the cache, and at that place.
            safe: !command.flag('--cache-dir'),
          },
          addCacheMounts(instruction, folder),
        ],
      };
    }
  },
};

export default rule;

const yes = /^(?:y|yes|t|true|on|1)$/i;
const no = /^(?:n|no|f|false|off|0)$/i;

/** Whether the cache is turned off, or emptied in the same RUN. */
function keepsNothing({ command, args, manager }: PackageCall, { onlyYes }: Options): boolean {
  const { instruction, index } = command;
  if (args.some(({ text }) => /^--no-cache(?:-dir)?(?:=|$)/.test(text))) return true;
  if (manager === 'uv' && args.some(({ text }) => text === '-n')) return true;
  const variable = manager === 'uv' ? 'UV_NO_CACHE' : 'PIP_NO_CACHE_DIR';
  const written = new RegExp(`\\b${variable}=["']?(\\w+)`).exec(instruction.raw)?.[1];
  const value = written ?? instruction.file.value(variable, instruction) ?? '';
  if (yes.test(value) || (!onlyYes && no.test(value))) return true;
  if (isSetAbove(instruction, 'pipNoCache')) return true;
  return (
    instruction.script?.commands.some(
      (one) => one.index > index && (emptiesFolder(one, '.cache/pip') || one.args.some(({ text }) => text === 'purge')),
    ) ?? false
  );
}

/** Whether a cache mount is where a variable says that the cache is. */
function hasCacheFolderMount(run: Instruction): boolean {
  const folders = ['PIP_CACHE_DIR', 'UV_CACHE_DIR', 'XDG_CACHE_HOME'].map((name) => run.file.value(name, run));
  return folders.some((folder) => typeof folder === 'string' && folder !== '' && hasCacheMount(run, folder));
}

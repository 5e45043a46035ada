import * as l10n from '@vscode/l10n';
import { listNames, packageCalls, type UnpinnedOptions, unpinnedOptions } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<UnpinnedOptions> = {
  id: 'npm-unpinned',
  category: 'reproducibility',
  severity: 'info',
  recommended: true,
  aliases: ['DL3016'],
  presets: { hadolint: { severity: 'warning', options: { variables: true } } },
  options: unpinnedOptions,
  perInstruction: true,

  *check(file, { options }) {
    for (const { verb, operands } of packageCalls(file, 'npm')) {
      if (!verb || !installing.has(verb.text)) continue;
      const unpinned = operands.filter(
        ({ outline }) => !isPinned(outline) && (options.variables || !outline.includes('${}')),
      );
      if (!unpinned[0]) continue;
      yield {
        range: unpinned[0].range,
        message: l10n.t('No version is given for {names}: each build installs what is newest at that moment.', {
          names: listNames(unpinned),
        }),
      };
    }
  },
};

export default rule;

const installing = new Set(['install', 'i', 'add']);

/** `express@5`, `@scope/name@1`, a folder, an archive, a repository with a commit; `true` is the value of a flag. */
function isPinned(word: string): boolean {
  if (/^(?:true|false)$|^(?:\/|\.{1,2}(?:\/|$)|~\/|file:)|\.(?:tar|tar\.gz|tgz)(?:[?#]|$)/.test(word)) return true;
  if (/^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|https?:)/.test(word)) return word.includes('#');
  return word.replace(/^@/, '').includes('@');
}

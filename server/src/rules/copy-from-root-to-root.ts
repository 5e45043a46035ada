import * as l10n from '@vscode/l10n';
import { copyArguments } from '../lint/copies.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'copy-from-root-to-root',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3067'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('COPY')) {
      const copy = instruction.flag('from') && copyArguments(instruction);
      if (!copy || instruction.outer || !isRoot(copy.destination.text)) continue;
      const source = copy.sources.find(({ text }) => isRoot(text));
      if (!source) continue;
      yield {
        range: source.range,
        message: l10n.t(
          'This copies the whole file system of the other stage, build tools and caches included: name the paths that are needed.',
        ),
      };
    }
  },
};

export default rule;

function isRoot(text: string): boolean {
  return /^(["']?)\/\1$/.test(text);
}

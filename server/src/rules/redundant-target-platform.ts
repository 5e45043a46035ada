import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import { removeWord } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'redundant-target-platform',
  category: 'style',
  severity: 'info',
  recommended: true,
  aliases: ['RedundantTargetPlatform', 'DL3065'],
  presets: { hadolint: { severity: 'warning' }, buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { from } of file.ownStages) {
      const flag = from.flag('platform');
      if (!flag || !isTargetPlatform(file, flag.value ?? '')) continue;
      // A global ARG of that name with a default makes it another platform.
      const safe = !file.definitions(undefined, 'TARGETPLATFORM').some(({ pair }) => pair.value);
      yield {
        range: flag.word.range,
        message: l10n.t('FROM takes the image for the target platform anyway: `--platform` says nothing new.'),
        tags: ['unnecessary'],
        fixes: [{ title: l10n.t('Delete `--platform`'), edits: [removeWord(flag.word)], safe }],
      };
    }
  },
};

export default rule;

/** Whether TARGETPLATFORM is the only variable, and its value all there is. */
function isTargetPlatform(file: Dockerfile, text: string): boolean {
  const value = 'target';
  const names = new Set<string>();
  const result = expand(text, file.escape, (name) => {
    names.add(name);
    return name === 'TARGETPLATFORM' ? value : null;
  });
  return result === value && names.size === 1 && names.has('TARGETPLATFORM');
}

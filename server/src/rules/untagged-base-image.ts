import * as l10n from '@vscode/l10n';
import { parseImageName } from '../dockerfile/image.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'untagged-base-image',
  category: 'reproducibility',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3006'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const stage of file.ownStages) {
      const { imageWord } = stage;
      const text = stage.imageText ?? untaggedName(imageWord?.text ?? '');
      if (text === undefined || text === 'scratch' || stage.base || !imageWord) continue;
      const name = parseImageName(text.replaceAll(/\$\{?\w+\}?/g, 'x'));
      if (!name || name.tag !== undefined || name.digest !== undefined) continue;
      yield {
        range: imageWord.range,
        message: l10n.t(
          '`{image}` has no tag, so it means `{image}:latest`, and what that is changes from one build to the next.',
          {
            image: text,
          },
        ),
      };
    }
  },
};

export default rule;

/**
 * A name whose last part is no variable has no tag, whatever its path is. Of a variable without a default nothing is
 * known: whoever builds chooses it, with a tag or without.
 */
function untaggedName(text: string): string | undefined {
  return /^[^$"'][^"']*\/[\w.-]+$/.test(text) ? text : undefined;
}

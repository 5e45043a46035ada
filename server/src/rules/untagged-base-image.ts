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

  *check(file) {
    for (const stage of file.stages) {
      // A variable without a default is chosen by whoever builds: nothing is known of its tag.
      const text = stage.imageText;
      if (text === undefined || text === 'scratch' || stage.base) continue;
      const name = parseImageName(text);
      if (!name || name.tag !== undefined || name.digest !== undefined || !stage.imageWord) continue;
      yield {
        range: stage.imageWord.range,
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

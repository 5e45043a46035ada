import * as l10n from '@vscode/l10n';
import { parseImageName } from '../dockerfile/image.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'latest-base-image',
  category: 'reproducibility',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3007'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const stage of file.ownStages) {
      const { imageText, imageWord, image } = stage;
      if (!imageWord || stage.base) continue;
      const isWritten = image?.tag?.text === 'latest' && !image.digest;
      const name = imageText === undefined ? undefined : parseImageName(imageText);
      const isLatest = imageText === undefined ? isWritten : name?.tag === 'latest' && name.digest === undefined;
      if (!isLatest) continue;
      yield {
        range: (isWritten ? image.tag : imageWord).range,
        message: l10n.t(
          '`latest` is whatever was published last, so the base changes from one build to the next: name a version.',
        ),
      };
    }
  },
};

export default rule;

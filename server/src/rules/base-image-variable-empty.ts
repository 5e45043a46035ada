import * as l10n from '@vscode/l10n';
import { expand } from '../dockerfile/expand.ts';
import { isPlatformArg } from '../dockerfile/grammar.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'base-image-variable-empty',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { imageWord } of file.ownStages) {
      if (!imageWord?.text.includes('$')) continue;
      const globals = file.scope(undefined);
      const image = expand(imageWord.text, file.escape, (name) =>
        globals.has(name) || isPlatformArg(name) ? undefined : null,
      );
      if (image !== '') continue;
      yield {
        range: imageWord.range,
        message: l10n.t(
          'No ARG before the first FROM declares `{variable}`, so it is always empty and FROM has no image.',
          { variable: imageWord.text },
        ),
      };
    }
  },
};

export default rule;

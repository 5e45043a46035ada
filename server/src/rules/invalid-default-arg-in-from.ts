import * as l10n from '@vscode/l10n';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import { expandedVariables } from '../dockerfile/expansion.ts';
import { isPlatformArg } from '../dockerfile/grammar.ts';
import { imageNameError } from '../dockerfile/image.ts';
import { globalDefaults } from '../lint/defaults.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: also where the image has no variable, or one that nothing declares. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'invalid-default-arg-in-from',
  category: 'correctness',
  severity: 'hint',
  recommended: true,
  aliases: ['InvalidDefaultArgInFrom'],
  presets: { buildkit: { severity: 'warning', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },

  *check(file, { options }) {
    const defaults = globalDefaults(file);
    if (!defaults || file.usesOtherFrontend) return;
    for (const stage of file.stages) {
      const { imageWord } = stage;
      if (!imageWord) continue;
      const image = expand(imageWord.text, file.escape, (name) => defaults.get(name) ?? null);
      // `${NAME:?…}` stops the build, and with it the check.
      if (image === undefined) return;
      if (!imageNameError(image) || !(options.exact || isOurs(file, stage))) continue;
      yield {
        range: imageWord.range,
        message:
          image === ''
            ? l10n.t('Without `--build-arg` this image name is empty: give the ARG a default that works.')
            : l10n.t(
                'Without `--build-arg` this image is `{image}`, which is not valid: give the ARG a default that works.',
                {
                  image,
                },
              ),
      };
    }
  },
};

export default rule;

/** Whether every variable is declared: other rules speak of the rest. */
function isOurs(file: Dockerfile, { from, imageWord }: Stage): boolean {
  const used = expandedVariables(from).filter(({ word }) => imageWord && word.start >= imageWord.start);
  const globals = file.scope(undefined);
  return used.length > 0 && used.every(({ name }) => globals.has(name) || isPlatformArg(name));
}

import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import { isPlatformArg, isProxyArg } from '../dockerfile/grammar.ts';
import { type ImageNameError, imageNameError } from '../dockerfile/image.ts';
import type { Word } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Problem, Rule } from '../lint/rule.ts';
import { referencedStage, stageIndex, stageReferences } from '../lint/stages.ts';

const rule: Rule = {
  id: 'invalid-image-reference',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { imageWord, from, index } of file.ownStages) {
      if (!imageWord) continue;
      const text = settled(file, imageWord);
      // FROM finds the stage `build` by the name `build` only, however it is written where it is defined.
      const isStage = text === text?.toLowerCase() && text !== undefined && file.stageNamed(text, index);
      if (text === undefined || text === 'scratch' || isStage || from.args.length > 3) continue;
      if (imageWord.text.includes('$')) yield* checkExpanded(imageWord, text);
      else yield* check(imageWord, text, file.stageNamed(text, index)?.name);
    }
    for (const reference of stageReferences(file)) {
      const { instruction, value } = reference;
      const text = literal(file, value);
      if (!text || instruction.outer || stageIndex(reference) !== undefined) continue;
      if (!referencedStage(file, reference)) yield* check(value, text, undefined);
    }
  },
};

export default rule;

/** The image that no `--build-arg` can change: a variable that nothing declares is empty in every build. */
function settled(file: Dockerfile, word: Word): string | undefined {
  const globals = file.scope(undefined);
  return expand(word.text, file.escape, (name) =>
    globals.has(name) || isPlatformArg(name) || isProxyArg(name) ? undefined : null,
  );
}

/** An image with variables. Where nothing is left of it, `base-image-variable-empty` says so. */
function* checkExpanded(word: Word, image: string): Generator<Problem> {
  if (image === '' || !imageNameError(image)) return;
  yield {
    range: word.range,
    message: l10n.t(
      'No ARG before the first FROM declares its variables, so this image is always `{image}`, which is no image name: the build fails.',
      {
        image,
      },
    ),
  };
}

/** A word without variables, its quotes taken off. */
function literal(file: Dockerfile, word: Word): string | undefined {
  return word.text.includes('$') ? undefined : expand(word.text, file.escape, () => undefined);
}

function* check(word: Word, text: string, stage: Word | undefined): Generator<Problem> {
  const error = imageNameError(text);
  if (!error) return;
  const lower = text.toLowerCase();
  const fixable = error === 'upper-case' && word.text === text;
  yield {
    range: (error === 'tag' || error === 'digest' ? partAt(word, error) : word).range,
    message: stage
      ? l10n.t('FROM looks for `{text}` as it is written, but the builder keeps the name of that stage as `{lower}`.', {
          text,
          lower,
        })
      : describe(error, text),
    ...(stage && { related: [{ range: stage.range, message: l10n.t('The stage is defined here') }] }),
    ...(fixable && {
      fixes: [
        {
          title: l10n.t('Change to `{name}`', { name: lower }),
          edits: [replace(word, lower)],
          safe: stage !== undefined,
        },
      ],
    }),
  };
}

function describe(error: ImageNameError, text: string): string {
  switch (error) {
    case 'upper-case':
      return l10n.t('`{text}` is no image name: names of images have no capital letters.', { text });
    case 'tag':
      return l10n.t(
        'This tag is not valid: a tag has letters, digits, `_`, `.` and `-`, begins with none of the last two, and is at most 128 long.',
      );
    case 'digest':
      return l10n.t('This digest is not valid: it is `sha256:` and 64 hexadecimal digits.');
    default:
      return l10n.t('`{text}` is no image name, so the build fails.', { text });
  }
}

/** The tag or digest, with its `:` or `@` where nothing follows. */
function partAt(word: Word, part: 'tag' | 'digest'): { readonly range: Word['range'] } {
  const { text, source } = word;
  const at = text.indexOf('@');
  const start = part === 'digest' ? at : text.indexOf(':', text.slice(0, at < 0 ? undefined : at).lastIndexOf('/') + 1);
  const end = part === 'digest' || at < 0 ? text.length : at;
  if (start < 0 || word.raw.length !== text.length) return word;
  const from = word.start + (start + 1 < end ? start + 1 : start);
  return { range: source.range(from, word.start + end) };
}

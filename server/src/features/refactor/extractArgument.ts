import * as l10n from '@vscode/l10n';
import { parseImageName } from '../../dockerfile/image.ts';
import type { Word } from '../../dockerfile/source.ts';
import { lineAbove, lineBelow, replace } from '../../lint/edits.ts';
import { freeName } from '../../lint/freename.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** The tag of an image, in every FROM that has the same, as the default of a global ARG. */
export function* extractArgument({ file, instruction, start }: Selection): Generator<Refactoring> {
  const image = instruction?.is('FROM') ? instruction.stage?.image : undefined;
  const { tag, name, word } = image ?? {};
  const first = file.stages[0]?.from;
  if (!tag || !name || !first || !word?.touches(start) || instruction?.stage?.base || !parseImageName(word.text))
    return;
  // Beside a digest the tag says nothing.
  if (image?.digest) return;
  const variable = freeName(file, `${name.text.replace(/^.*\//, '').replace(/\W+/g, '_').toUpperCase()}_VERSION`);
  const same = file.stages.flatMap((stage): Word[] => {
    const isSame = !stage.base && stage.imageWord?.text === word.text && stage.image?.tag;
    return isSame && stage.image?.tag ? [stage.image.tag] : [];
  });
  const last = file.globals.at(-1);
  const keyword = first.keywordWord.text === 'from' ? 'arg' : 'ARG';
  const line = `${keyword} ${variable}=${tag.text}`;
  yield {
    title: l10n.t('Extract `{value}` into the build argument `{name}`', { value: tag.text, name: variable }),
    kind: 'refactor.extract',
    edits: [
      last ? lineBelow(last, line) : lineAbove(first, line),
      ...same.map((one) => replace(one, `\${${variable}}`)),
    ],
  };
}

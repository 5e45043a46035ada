import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { parseImageName } from '../../dockerfile/image.ts';
import { namesOf } from '../../dockerfile/names.ts';
import type { Word } from '../../dockerfile/source.ts';
import { insertLine, replace } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** The tag of an image, in every FROM that has the same, as the default of a global ARG. */
export function* extractArgument({ file, instruction, start }: Selection): Generator<Refactoring> {
  const image = instruction?.is('FROM') ? instruction.stage?.image : undefined;
  const { tag, name, word } = image ?? {};
  const first = file.stages[0]?.from;
  if (!tag || !name || !first || !word?.touches(start) || instruction?.stage?.base || !parseImageName(word.text))
    return;
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
      last ? insertLine(last, line, 'after') : insertLine(first, line, 'before'),
      ...same.map((one) => replace(one, `\${${variable}}`)),
    ],
  };
}

function freeName(file: Dockerfile, wanted: string): string {
  const base = /^\d/.test(wanted) ? `_${wanted}` : wanted;
  const used = new Set(namesOf(file).all.map(({ text }) => text));
  let name = base;
  for (let i = 2; used.has(name); i++) name = `${base}_${i}`;
  return name;
}

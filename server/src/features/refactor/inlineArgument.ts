import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import { isPlatformArg } from '../../dockerfile/grammar.ts';
import { namesOf, type Occurrence } from '../../dockerfile/names.ts';
import { removeInstruction } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** The default of an ARG in every place that reads it; nothing declares the ARG any more. */
export function* inlineArgument({ file, start }: Selection): Generator<Refactoring> {
  const { name } = namesOf(file).at(start) ?? {};
  if (name?.kind !== 'variable' || name.definedBy.has('ENV') || isPlatformArg(name.text)) return;
  const definitions = name.occurrences.filter(({ role }) => role === 'definition');
  const values = definitions.flatMap(({ instruction, span }) => {
    const pair = instruction.pairs.find(({ key }) => key.touches(span.start));
    return pair?.value ? [pair.value.text] : [];
  });
  const alone = definitions.every(
    ({ instruction }) => instruction.is('ARG') && !instruction.outer && instruction.pairs.length === 1,
  );
  // Signs that no place takes for anything but themselves.
  const [value, other] = values;
  // The default of a stage's ARG is not that of the global one.
  const isShared =
    definitions.length === 1 ||
    definitions.every(({ instruction }) => instruction.stage || instruction.pairs[0]?.value);
  if (value === undefined || !isShared || other !== undefined || !alone || !/^[\w.:/@+-]+$/.test(value)) return;
  const uses = name.occurrences.filter(({ role }) => role !== 'definition').map((use) => readingAt(use, value));
  // What nothing reads here is for the programs that RUN starts.
  if (uses.length === 0 || uses.some((edit) => edit === undefined)) return;
  const isSeen = definitions.some(({ instruction: { stage } }) => stage?.all('RUN').length);
  yield {
    title: isSeen
      ? l10n.t('Inline `{name}`: it is no build argument any more, and not in the environment of RUN', {
          name: name.text,
        })
      : l10n.t('Inline `{name}`: it is no build argument any more', { name: name.text }),
    kind: 'refactor.inline',
    edits: [...definitions.map(({ instruction }) => removeInstruction(instruction)), ...(uses as TextEdit[])],
  };
}

/** The edit of a plain `$NAME` or `${NAME}`; undefined for all others. */
function readingAt({ span, role }: Occurrence, newText: string): TextEdit | undefined {
  const { source, start, end } = span;
  const { text } = source;
  if (role !== 'use') return undefined;
  if (text[start - 1] === '$') return { range: source.range(start - 1, end), newText };
  const isBraced = text.slice(start - 2, start) === '${' && text[end] === '}';
  return isBraced ? { range: source.range(start - 2, end + 1), newText } : undefined;
}

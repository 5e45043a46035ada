import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { insertAfter, replace } from '../../lint/edits.ts';
import { countsStages, freeStageName } from '../../lint/newstage.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/**
 * The selected instructions of a stage as a stage of their own, which the rest of it builds on. What stands before
 * them becomes one too: the layers are the same, in the same order.
 */
export function* extractStage({ file, instruction, start, end }: Selection): Generator<Refactoring> {
  if (start === end) return;
  const stage = (instruction ?? file.instructions.find((one) => one.start >= start))?.stage;
  if (!stage || stage.from.args.length !== (stage.name ? 3 : 1) || countsStages(file)) return;
  const own = stage.instructions.slice(1);
  const first = own.findIndex((one) => one.end > start);
  const behind = own.findIndex((one) => one.start >= end);
  const [last, next] = [own[behind - 1], own[behind]];
  if (first < 0 || behind <= first || !last || !next || last.end > end || !isParted(own, behind)) return;
  if ((own[first] as Instruction).start < start) return;
  const before = own[first - 1];
  const name = freeStageName(file, before ? 'prepared' : 'base');
  const root = before ? freeStageName(file, 'base') : name;
  yield {
    title: l10n.t('Extract into the stage `{name}`, which the rest builds on: the image stays the same', { name }),
    kind: 'refactor.extract',
    edits: [
      nameAs(stage, root),
      ...(before ? [fromBehind(before, stage, root, name)] : []),
      fromBehind(last, stage, name, stage.name?.text),
    ],
  };
}

/** Whether instructions mean the same in two stages: ONBUILD speaks to the next, and ENTRYPOINT drops CMD of another. */
function isParted(own: readonly Instruction[], at: number): boolean {
  const upper = own.slice(0, at);
  if (!own.every((one) => one.isKnown) || upper.some((one) => one.is('ONBUILD'))) return false;
  return !(upper.some((one) => one.is('CMD')) && own.slice(at).some((one) => one.is('ENTRYPOINT')));
}

function nameAs({ name, from }: Stage, text: string): TextEdit {
  return name ? replace(name, text) : insertAfter(from, `${asWord(from)}${text}`);
}

/** A FROM behind an instruction. */
function fromBehind(instruction: Instruction, { file, from }: Stage, base: string, name: string | undefined): TextEdit {
  const { newline } = file.source;
  const line = `${from.keywordWord.text} ${base}${name === undefined ? '' : asWord(from) + name}`;
  return insertAfter(instruction, `${newline}${newline}${line}`);
}

function asWord({ keywordWord }: Instruction): string {
  return keywordWord.text === 'from' ? ' as ' : ' AS ';
}

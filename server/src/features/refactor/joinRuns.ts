import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { readSuppressions } from '../../lint/ignore.ts';
import { chainOf, continued, isBound, linksOf, type Refactoring, type Selection } from '../../lint/refactoring.ts';
import { hasShellOption } from '../../lint/shelloptions.ts';

/** A RUN and the next one as one instruction, and so one layer. */
export function* joinRuns({ file, instruction }: Selection): Generator<Refactoring> {
  const next = instruction && file.instructions[instruction.index + 1];
  if (!instruction || !next || !isJoinable(instruction) || !isJoinable(next) || next.stage !== instruction.stage)
    return;
  if (flagsOf(instruction) !== flagsOf(next) || !next.script || !chainOf(next.script)) return;
  const { script } = instruction;
  if (!script || isBound(instruction, script, instruction.end, next.script.span.raw) || isUnguarded(instruction))
    return;
  if (file.shellProgram(instruction) !== file.shellProgram(next)) return;
  const { source } = file;
  const comments = file.comments.filter(({ start }) => start > instruction.end && start < next.start);
  // Inside an instruction no tool looks for what it is to leave out.
  if (comments.some(({ start }) => readSuppressions(file).some(({ span }) => span.start === start))) return;
  const between = comments.map(({ raw }) => `${source.newline}${raw}`).join('');
  const [mark, tail] = continued(instruction, '&& ').split(source.newline) as [string, string];
  yield {
    title: l10n.t('Join with the next RUN: one layer'),
    kind: 'refactor.rewrite',
    edits: [
      { range: file.range(instruction.end, next.rest.start), newText: `${mark}${between}${source.newline}${tail}` },
    ],
  };
}

/** Whether a shell that stops at a failure does not stop at those inside the last statement any more, before an `&&`. */
function isUnguarded(instruction: Instruction): boolean {
  const { script } = instruction;
  const last = script?.tree?.commands.at(-1);
  return last !== undefined && hasShellOption(instruction, 'errexit') && !linksOf(last, 0);
}

/** A shell form that is read without mistakes and does not go on in the background. */
function isJoinable({ keyword, json, heredocs, script, rest }: Instruction): boolean {
  if (keyword !== 'RUN' || json || heredocs.length > 0 || !script?.tree || script.errors.length > 0) return false;
  const last = script.tree.commands.at(-1);
  return last !== undefined && !last.background && !/[;#]\s*$|\s#/.test(rest.text);
}

function flagsOf({ flags }: Instruction): string {
  return flags.map(({ word }) => word.text).join(' ');
}

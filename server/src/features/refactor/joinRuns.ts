import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { leavesTraces } from '../../dockerfile/shellnames.ts';
import { chainOf, continued, type Refactoring, type Selection } from '../../lint/refactoring.ts';

/** A RUN and the next one as one instruction, and so one layer. */
export function* joinRuns({ file, instruction }: Selection): Generator<Refactoring> {
  const next = instruction && file.instructions[instruction.index + 1];
  if (!instruction || !next || !isJoinable(instruction) || !isJoinable(next) || next.stage !== instruction.stage)
    return;
  if (flagsOf(instruction) !== flagsOf(next) || !next.script || !chainOf(next.script)) return;
  if (!instruction.script || leavesTraces(instruction.script, instruction.end)) return;
  if (file.shellProgram(instruction) !== file.shellProgram(next)) return;
  const { source } = file;
  const comments = file.comments.filter(({ start }) => start > instruction.end && start < next.start);
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

/** A shell form that is read without mistakes and does not go on in the background. */
function isJoinable({ keyword, json, heredocs, script }: Instruction): boolean {
  if (keyword !== 'RUN' || json || heredocs.length > 0 || !script?.tree || script.errors.length > 0) return false;
  const last = script.tree.commands.at(-1);
  return last !== undefined && !last.background && !/[;#]\s*$/.test(script.span.raw) && !/\s#/.test(script.span.raw);
}

function flagsOf({ flags }: Instruction): string {
  return flags.map(({ word }) => word.text).join(' ');
}

import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { chainOf, isBound, type Refactoring, type Selection } from '../../lint/refactoring.ts';

/** A RUN as two, before the command at the cursor. */
export function* splitRun({ file, instruction, start }: Selection): Generator<Refactoring> {
  const { script } = instruction ?? {};
  if (!instruction?.is('RUN') || !script || instruction.json || instruction.heredocs.length > 0) return;
  const links = chainOf(script) ?? [];
  const index = links.findLastIndex((link) => link.start <= start);
  const [before, here] = [links[index - 1], links[index]];
  const { source } = file;
  if (!before || !here || isBound(instruction, script, here.start, source.text.slice(here.start, instruction.end)))
    return;
  // What runs in the background ends with the RUN.
  if (script.commands.some(({ program, start: at }) => at < here.start && startsService.test(program))) return;
  const comments = instruction.comments.filter((comment) => comment.start > before.end && comment.start < here.start);
  const lines = comments.map(({ raw }) => `${source.newline}${raw}`).join('');
  const head = headOf(instruction);
  yield {
    title: l10n.t('Split the RUN before this command: two layers'),
    kind: 'refactor.rewrite',
    edits: [{ range: file.range(before.end, here.start), newText: `${lines}${source.newline}${head}` }],
  };
}

const startsService =
  /^(?:service|invoke-rc\.d|rc-service|systemctl|pg_ctl|pg_ctlcluster|mysqld_safe|mariadbd-safe|dockerd|supervisord|ssh-agent|mount)$/;

/** The keyword and the flags, indented like those of the instruction; comments among the flags stay with the first RUN. */
function headOf({ source, start, line, rest, keywordWord, flags }: Instruction): string {
  const written = source.text.slice(source.lineStart(line.firstLine), rest.start);
  if (!written.includes('#')) return written.replace(/^\uFEFF/, '');
  const indent = source.text.slice(source.lineStart(line.firstLine), start);
  return `${indent}${[keywordWord.text, ...flags.map(({ word }) => word.text), ''].join(' ')}`;
}

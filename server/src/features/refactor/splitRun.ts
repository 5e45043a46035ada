import * as l10n from '@vscode/l10n';
import { leavesTraces } from '../../dockerfile/shellnames.ts';
import { chainOf, type Refactoring, type Selection } from '../../lint/refactoring.ts';

/** A RUN as two, before the command at the cursor. */
export function* splitRun({ file, instruction, start }: Selection): Generator<Refactoring> {
  const { script } = instruction ?? {};
  if (!instruction?.is('RUN') || !script || script.heredoc || instruction.heredocs.length > 0) return;
  const links = chainOf(script) ?? [];
  const index = links.findLastIndex((link) => link.start <= start);
  const [before, here] = [links[index - 1], links[index]];
  if (!before || !here || leavesTraces(script, here.start)) return;
  const { source } = file;
  const comments = instruction.comments.filter((comment) => comment.start > before.end && comment.start < here.start);
  const lines = comments.map(({ raw }) => `${source.newline}${raw}`).join('');
  const head = source.text.slice(instruction.start, instruction.rest.start);
  yield {
    title: l10n.t('Split the RUN before this command: two layers'),
    kind: 'refactor.rewrite',
    edits: [{ range: file.range(before.end, here.start), newText: `${lines}${source.newline}${head}` }],
  };
}

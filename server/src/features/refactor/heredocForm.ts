import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import {
  chainOf,
  continued,
  type Link,
  linksOf,
  partsQuotes,
  type Refactoring,
  type Selection,
} from '../../lint/refactoring.ts';

/** A chain of `&&` as a heredoc with `set -e`, and back. */
export function* heredocForm({ instruction }: Selection): Generator<Refactoring> {
  if (!instruction?.is('RUN') || instruction.json || instruction.outer) return;
  yield* instruction.heredocs.length === 0 ? toHeredoc(instruction) : toChain(instruction);
}

function* toHeredoc(instruction: Instruction): Generator<Refactoring> {
  const { script, comments, file, line, rest } = instruction;
  const links = script && chainOf(script);
  if (!links || links.length < 2 || comments.length > 0 || line.emptyLines.length > 0 || file.escape !== '\\') return;
  const { text, newline } = file.source;
  // The builder leaves carriage returns to the shell, which does not know them. Behind the last command is a comment.
  if (newline !== '\n' || links.at(-1)?.end !== rest.end) return;
  const commands = links.map(({ start, end }) => text.slice(start, end));
  if (commands.some((command) => command.includes('<<') || /^EOF$/m.test(command) || partsQuotes(command))) return;
  // Not even a blank may follow the delimiter.
  const end = file.source.lineEnd(file.source.lineAt(rest.end));
  if (text.slice(rest.end, end).trim() !== '') return;
  const lines = ['<<EOF', 'set -e', ...commands, 'EOF'];
  yield {
    title: l10n.t('Change to a heredoc with `set -e`'),
    kind: 'refactor.rewrite',
    edits: [{ range: file.range(rest.start, end), newText: lines.join(newline) }],
  };
}

function* toChain(instruction: Instruction): Generator<Refactoring> {
  const { script, file, rest, heredocs } = instruction;
  const body = heredocs[0]?.body;
  if (!script?.heredoc || script.reader || !script.tree || script.errors.length > 0 || !body || heredocs.length > 1)
    return;
  const [first, ...statements] = script.tree.commands;
  const { source } = file;
  if (!first || source.text.slice(first.pos + script.base, first.end + script.base) !== 'set -e') return;
  const links: Link[] = [];
  for (const statement of statements) {
    const some = linksOf(statement, script.base);
    // `set -e` does not see the first of `a && b` fail.
    if (some?.length !== 1) return;
    links.push(...some);
  }
  const commands = links.map(({ start, end }) => source.text.slice(start, end));
  // A comment or a line end inside quotes would not survive.
  if (commands.length === 0 || /(?:^|\s)#/.test(body.raw) || commands.some((one) => !survives(one, file.escape)))
    return;
  // `set +e`; and what would be a flag or a JSON form.
  const sets = script.commands.filter(({ program }) => program === 'set');
  if (sets.length > 1 || /^(?:--|\[\s*")/.test(commands[0] as string)) return;
  yield {
    title: l10n.t('Change to a chain of `&&`'),
    kind: 'refactor.rewrite',
    edits: [
      {
        range: file.range(rest.start, instruction.end),
        newText: commands.map((one, i) => (i === 0 ? one : continued(instruction, `&& ${one}`))).join(''),
      },
    ],
  };
}

/** Whether the builder, which joins lines, leaves a command as a shell would read it. */
function survives(command: string, escape: string): boolean {
  if (/(?<!\\)\r?\n|<</.test(command) || partsQuotes(command)) return false;
  return escape === '\\' || !/\n|`[ \t]*$/.test(command);
}

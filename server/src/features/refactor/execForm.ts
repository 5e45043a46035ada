import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { replace } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** CMD, ENTRYPOINT and RUN between shell form and exec form. */
export function* execForm({ instruction }: Selection): Generator<Refactoring> {
  if (!instruction?.is('CMD', 'ENTRYPOINT', 'RUN') || instruction.heredocs.length > 0) return;
  const words = instruction.json ? undefined : literalWords(instruction);
  if (words) {
    yield {
      title: l10n.t('Change to exec form: no shell runs it any more'),
      kind: 'refactor.rewrite',
      edits: [replace(instruction.rest, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
    };
  }
  const elements = instruction.json?.elements ?? [];
  const isPlain = elements.every(({ value }) => !/[\r\n]/.test(value)) && !elements[0]?.value.startsWith('--');
  if (elements.length > 0 && isPlain && isPosix(instruction)) {
    yield {
      title: l10n.t('Change to shell form: `/bin/sh -c` runs it'),
      kind: 'refactor.rewrite',
      edits: [replace(instruction.rest, elements.map(({ value }) => quoted(value)).join(' '))],
    };
  }
}

/** Whether a shell form is run by the `/bin/sh -c` of an image for Linux. */
function isPosix(instruction: Instruction): boolean {
  const { file, stage } = instruction;
  return file.escape === '\\' && stage?.isWindows !== true && file.shellInstruction(instruction) === undefined;
}

/** The words of a script that is one plain command: nothing in it needs a shell. */
function literalWords(instruction: Instruction): string[] | undefined {
  const { script, comments } = instruction;
  const [command, other] = script?.commands ?? [];
  const statement = script?.tree?.commands[0];
  if (!command || other || comments.length > 0 || script?.errors.length !== 0) return undefined;
  if (script.tree?.commands.length !== 1 || statement?.background || statement?.command.type !== 'Command')
    return undefined;
  if (command.assignments.length > 0 || command.redirects.length > 0 || builtins.has(command.program)) return undefined;
  const words = [command.name, ...command.args];
  const isPlain = words.every((word) => word.isLiteral && !/^~|[*?[{]/.test(word.raw.replace(/'[^']*'|"[^"]*"/g, '')));
  return isPlain ? words.map(({ text }) => text) : undefined;
}

/** What only a shell knows. */
const builtins = new Set(
  '. : alias bg cd command eval exec exit export fg hash jobs read readonly return set shift source times trap type ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

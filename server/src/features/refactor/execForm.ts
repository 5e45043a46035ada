import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { replace } from '../../lint/edits.ts';
import { shellBuiltins } from '../../lint/jsonform.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** CMD, ENTRYPOINT and RUN between shell form and exec form. */
export function* execForm({ instruction }: Selection): Generator<Refactoring> {
  if (!instruction?.is('CMD', 'ENTRYPOINT', 'RUN') || instruction.heredocs.length > 0) return;
  if (instruction.comments.length > 0) return;
  const isEntrypoint = instruction.is('ENTRYPOINT');
  const words = instruction.json ? undefined : literalWords(instruction);
  if (words) {
    yield {
      title: isEntrypoint
        ? l10n.t(
            'Change to exec form: no shell runs it any more, and it gets CMD and the words behind `docker run IMAGE`',
          )
        : l10n.t('Change to exec form: no shell runs it any more'),
      kind: 'refactor.rewrite',
      edits: [replace(instruction.rest, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
    };
  }
  const values = instruction.json?.elements.map(({ value }) => value) ?? [];
  const isPlain = !values.some((value) => /[\r\n]/.test(value)) && !values[0]?.startsWith('--');
  if (values.length > 0 && isPlain && isPosix(instruction)) {
    yield {
      title: isEntrypoint
        ? l10n.t('Change to shell form: `/bin/sh -c` runs it, without CMD and the words behind `docker run IMAGE`')
        : l10n.t('Change to shell form: `/bin/sh -c` runs it'),
      kind: 'refactor.rewrite',
      edits: [replace(instruction.rest, ownScript(values) ?? values.map(quoted).join(' '))],
    };
  }
}

/** The script of `["sh", "-c", "…"]`: the shell form runs it in the same way. */
function ownScript([program = '', flag, script = '', ...others]: readonly string[]): string | undefined {
  const isShell = /^(?:\/bin\/)?sh$/.test(program) && flag === '-c' && others.length === 0;
  return isShell && /^[^\s[<#-][^<]*[^\s\\]$/.test(script) ? script : undefined;
}

/** Whether a shell form is run by the `/bin/sh -c` of an image for Linux. */
function isPosix(instruction: Instruction): boolean {
  const { file, stage } = instruction;
  return file.escape === '\\' && stage?.isWindows !== true && file.shellInstruction(instruction) === undefined;
}

/** The words of a script that is one plain command: nothing in it needs a shell. */
function literalWords(instruction: Instruction): string[] | undefined {
  const { script, rest } = instruction;
  const [command, other] = script?.commands ?? [];
  const statement = script?.tree?.commands[0];
  if (!command || other || script?.errors.length !== 0) return undefined;
  if (script.tree?.commands.length !== 1 || statement?.background || statement?.command.type !== 'Command')
    return undefined;
  if (command.assignments.length > 0 || command.redirects.length > 0 || shellBuiltins.has(command.program))
    return undefined;
  const words = [command.name, ...command.args];
  // A comment of the shell's, and `echo` of `dash`, which reads escapes that no other does.
  if (words.at(-1)?.end !== rest.end || (command.program === 'echo' && /\\|\s-/.test(rest.text))) return undefined;
  const isPlain = words.every((word) => word.isLiteral && !/^~|[*?[{]/.test(word.raw.replace(/'[^']*'|"[^"]*"/g, '')));
  return isPlain ? words.map(({ text }) => text) : undefined;
}

const reserved = new Set('case do done elif else esac fi for function if in select then time until while'.split(' '));

/** A word as the shell reads it; the first one must be no assignment and no word of the shell's own. */
function quoted(text: string, index: number): string {
  const isSafe = /^[\w@%+=:,./-]+$/.test(text) && (index > 0 || !(text.includes('=') || reserved.has(text)));
  return isSafe ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

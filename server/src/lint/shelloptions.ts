import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';

/** An option of the shell that decides whether a failure ends a script. */
export type ShellOption = 'errexit' | 'pipefail';

/**
 * Whether an option is on in a RUN's script (before an offset, where one is given): by SHELL, by the words of a JSON
 * form, by the `#!` line of a heredoc, or by `set` in the script itself.
 */
export function hasShellOption(run: Instruction, option: ShellOption, before = run.end): boolean {
  let on = turnsOn(startWords(run), option);
  for (const command of run.script?.commands ?? []) {
    if (command.start >= before) break;
    if (command.program !== 'set' && command.program !== 'shopt') continue;
    const words = command.args.map(({ text }) => text);
    if (turnsOn(words, option)) on = true;
    else if (turnsOff(command, option)) on = false;
  }
  return on;
}

/** The command line that starts the shell. */
function startWords(run: Instruction): string[] {
  if (run.json) return run.json.elements.map(({ value }) => value);
  if (run.script?.reader) return run.script.reader.args.map(({ text }) => text);
  const shebang = run.script?.heredoc ? /^#!(.*)/.exec(run.script.span.raw)?.[1] : undefined;
  if (shebang !== undefined) return shebang.trim().split(/\s+/).slice(1);
  const shell = run.file.shellInstruction(run);
  return shell?.args.slice(1).map(({ text }) => text) ?? [];
}

/** `-e`, `-eux`, `-o errexit`, `-eo pipefail`, `-so pipefail`. */
function turnsOn(words: readonly string[], option: ShellOption): boolean {
  return words.some(
    (word, i) =>
      (word === option && /^-[A-Za-z]*o[A-Za-z]*$/.test(words[i - 1] ?? '')) ||
      (option === 'errexit' && /^-[A-Za-z]*e[A-Za-z]*$/.test(word)),
  );
}

function turnsOff({ args }: Command, option: ShellOption): boolean {
  return args.some(
    ({ text }, i) =>
      (text === option && /^\+[A-Za-z]*o$/.test(args[i - 1]?.text ?? '')) ||
      (option === 'errexit' && /^\+[A-Za-z]*e[A-Za-z]*$/.test(text)),
  );
}

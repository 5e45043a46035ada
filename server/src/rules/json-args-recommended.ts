import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command, Script } from '../dockerfile/shell.ts';
import { scriptToJson, shellBuiltins, wordsToJson } from '../lint/jsonform.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { sections } from '../lint/sections.ts';

interface Options {
  /** Report shell form also where SHELL is set. */
  withShell: boolean;
  /** Report also what was meant to be JSON and is not: `malformed-json-form` speaks of that. */
  malformed: boolean;
}

const rule: Rule<Options> = {
  id: 'json-args-recommended',
  category: 'runtime-signals',
  severity: 'info',
  recommended: true,
  aliases: ['JSONArgsRecommended', 'DL3025'],
  presets: {
    hadolint: { severity: 'warning', options: { withShell: true, malformed: true } },
    buildkit: { severity: 'warning', options: { malformed: true } },
  },
  options: { withShell: { type: 'boolean', default: false }, malformed: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const section of sections(file, options.withShell)) {
      for (const instruction of section) {
        if (!instruction.is('CMD', 'ENTRYPOINT')) continue;
        if (instruction.json || instruction.args.length === 0 || instruction.jsonError === 'not-strings') continue;
        if (instruction.jsonError && !options.malformed) continue;
        if (!options.withShell && file.shellInstruction(instruction)) continue;
        const fix = instruction.jsonError ? undefined : toJsonForm(instruction);
        yield {
          range: instruction.range,
          message: l10n.t(
            '{keyword} in shell form runs under `/bin/sh -c`, which does not pass on the signal that `docker stop` sends, so the container is killed after a time-out.',
            {
              keyword: instruction.keyword,
            },
          ),
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

/** Plain words become JSON elements; what needs a shell keeps its shell, and `exec` puts the program in its place. */
function toJsonForm(instruction: Instruction): Fix | undefined {
  const { script, rest, file } = instruction;
  const command = script?.commands[0];
  if (!script || !command || script.errors.length > 0) return undefined;
  const isSimple = script.commands.length === 1 && isWhole(command, script) && command.assignments.length === 0;
  const isPlain = isSimple && command.redirects.length === 0 && !/[$`*?[\]{}~;&|<>()#!]/.test(rest.text);
  const edits = isPlain ? execEdits(instruction, command) : undefined;
  if (edits) return { title: l10n.t('Write in exec form'), edits, safe: false };
  const shell = file.shellInstruction(instruction)?.args.map(({ text }) => text) ?? ['/bin/sh', '-c'];
  const lead = isSimple && !shellBuiltins.has(command.program) ? 'exec ' : '';
  return {
    title: l10n.t('Write in exec form with an explicit shell'),
    edits: scriptToJson(instruction, rest, shell, lead),
    safe: false,
  };
}

/** The words as JSON, without the `exec` of the shell before them; undefined where only a shell knows the command. */
function execEdits(instruction: Instruction, { name, args, program, source }: Command): TextEdit[] | undefined {
  const [first] = args;
  if (program === 'exec' && first && !first.isFlag && !shellBuiltins.has(first.text)) {
    return [{ range: source.range(name.start, first.start), newText: '' }, ...wordsToJson(instruction, args)];
  }
  return shellBuiltins.has(program) ? undefined : wordsToJson(instruction, [name, ...args]);
}

/** Whether a command is all of a script: no `!` before it, no `&` behind it, no brackets around it. */
function isWhole(command: Command, { span }: Script): boolean {
  return command.start === span.start && command.end === span.end;
}

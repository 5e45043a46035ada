import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { replace } from '../lint/edits.ts';
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

/** Plain words become JSON elements; what needs a shell keeps one, and `exec` puts the program in its place. */
function toJsonForm(instruction: Instruction): Fix | undefined {
  const { script, rest } = instruction;
  const command = script?.commands[0];
  if (!script || !command || script.errors.length > 0) return undefined;
  const plain =
    script.commands.length === 1 &&
    command.start === script.span.start &&
    command.end === script.span.end &&
    command.assignments.length === 0 &&
    command.redirects.length === 0 &&
    !/[$`*?[\]{}~;&|<>()#!]/.test(rest.text);
  const elements = plain
    ? [command.name, ...command.args].map((word) => word.text)
    : ['/bin/sh', '-c', script.commands.length === 1 ? `exec ${rest.text}` : rest.text];
  return {
    title: plain ? l10n.t('Write in exec form') : l10n.t('Write in exec form with an explicit shell'),
    edits: [replace(rest, `[${elements.map((element) => JSON.stringify(element)).join(', ')}]`)],
    safe: false,
  };
}

import * as l10n from '@vscode/l10n';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import { copyArguments } from '../lint/copies.ts';
import { scriptToJson, shellBuiltins, wordsToJson } from '../lint/jsonform.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report shell form in every image, not only in those without a shell. */
  everyImage: boolean;
}

const rule: Rule<Options> = {
  id: 'healthcheck-json-args',
  category: 'style',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3025'],
  presets: { hadolint: { severity: 'warning', options: { everyImage: true } } },
  options: { everyImage: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const instruction of file.all('HEALTHCHECK')) {
      const { stage, outer, args, json } = instruction;
      const [type, command] = args;
      if (outer || json || type?.text.toUpperCase() !== 'CMD' || !command) continue;
      const shellless = stage !== undefined && hasNoShell(stage);
      if (!shellless && !options.everyImage) continue;
      const fix = toJson(instruction, shellless);
      yield {
        range: command.range,
        message: shellless
          ? l10n.t('This image has no shell: a health check in shell form fails each time, write a JSON array.')
          : l10n.t(
              'A health check in shell form needs a shell in the image and starts one each time: a JSON array does not.',
            ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** scratch, distroless and the like have no `/bin/sh`, unless the file puts one there. */
function hasNoShell(stage: Stage): boolean {
  const root = stage.root.imageText ?? '';
  const isBare =
    root === 'scratch' ||
    (/distroless|^cgr\.dev\//.test(root) && !/[:-](?:debug|dev)\b|\/(?:wolfi-base|busybox|bash)\b/.test(root));
  return isBare && !history(stage).some(mayBringShell);
}

/** A RUN in shell form shows that there is a shell; an archive, a whole file system or a `bin` may hold one. */
function mayBringShell(instruction: Instruction): boolean {
  if (instruction.is('RUN')) return !instruction.json;
  if (!instruction.is('COPY', 'ADD')) return false;
  const sources = copyArguments(instruction)?.sources ?? [];
  return sources.some(({ text }) =>
    /^\/$|(?:^|\/)(?:sh|busybox|bin|\w*root(?:fs)?)\/?$|\.t(?:ar|gz|xz)/.test(text.replace(/["']/g, '')),
  );
}

/** Plain words become JSON elements; what needs a shell gets one by name, where there is one. */
function toJson(instruction: Instruction, shellless: boolean): Fix | undefined {
  const { script, args, file } = instruction;
  const [command] = script?.commands ?? [];
  const place = args[1];
  if (!script || !command || !place || script.errors.length > 0) return undefined;
  const isPlain =
    script.commands.length === 1 && command.start === script.span.start && command.end === script.span.end;
  const hasSigns =
    /[$`*?[\]{}~;&|<>()#!]/.test(place.text) || command.assignments.length > 0 || shellBuiltins.has(command.program);
  if (shellless && (!isPlain || hasSigns)) return undefined;
  if (isPlain && !hasSigns) {
    const edits = wordsToJson(instruction, [command.name, ...command.args]);
    return { title: l10n.t('Write in exec form'), edits, safe: false };
  }
  const shell = file.shellInstruction(instruction)?.args.map(({ text }) => text) ?? ['/bin/sh', '-c'];
  const edits = scriptToJson(instruction, place, shell);
  return { title: l10n.t('Write in exec form with an explicit shell'), edits, safe: false };
}

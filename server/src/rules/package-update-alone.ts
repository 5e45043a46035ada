import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';
import { emptiesFolder } from '../lint/leftovers.ts';
import { packageCalls, readPackageCall, runsScript } from '../lint/packages.ts';
import { remember } from '../lint/remember.ts';
import type { Rule } from '../lint/rule.ts';
import { mergeRuns } from '../lint/runs.ts';

const rule: Rule = {
  id: 'package-update-alone',
  category: 'size-caching',
  severity: 'warning',
  recommended: true,

  *check(file) {
    const told = new Set<Instruction>();
    for (const { command, verb, manager } of packageCalls(
      file.runsWhere((run) => mayUpdateAlone(run) && updates(run)),
      ...managers,
    )) {
      const { instruction } = command;
      if (!verb || (verb.text !== 'update' && verb.text !== 'up') || told.has(instruction)) continue;
      if (usesLists(instruction, command.index)) continue;
      if (upgraders.has(manager) && !installsLater(instruction)) continue;
      told.add(instruction);
      const fix = mergeWithInstall(instruction);
      const name = { command: `${command.program} ${verb.text}` };
      yield {
        range: verb.range,
        message: upgraders.has(manager)
          ? l10n.t(
              '`{command}` has a RUN of its own: the cache may skip it for months, and the layer of the install below holds the package database once more.',
              name,
            )
          : l10n.t(
              '`{command}` has a RUN of its own: the cache keeps its result, and later installs use lists that are out of date.',
              name,
            ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** Their `update` upgrades the packages, and is a step of its own where nothing is installed later. */
const upgraders = new Set(['yum', 'dnf', 'microdnf', 'zypper']);
const managers = ['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'zypper'];
const installing = new Set(
  'install in add upgrade dist-upgrade full-upgrade safe-upgrade dup build-dep satisfy source source-install si reinstall groupinstall localinstall group module download fix'.split(
    ' ',
  ),
);

/** Whether `install` does not follow the last update in what is plainly the text of commands. */
function mayUpdateAlone({ line, lines, heredocs }: Instruction): boolean {
  if (heredocs.length > 0 || line.text.includes('#')) return /\bup(?:date)?\b/.test(lines);
  const behind = /^.*\bup(?:date)?\b(.*)$/s.exec(line.text)?.[1];
  return behind !== undefined && !behind.includes('install');
}

function updates(run: Instruction): boolean {
  return remember(run, 'updates packages', () =>
    packageCalls(run.file.only([run]), ...managers).some(({ verb }) => verb?.text === 'update' || verb?.text === 'up'),
  );
}

/** Whether something behind the update used what it fetched, or took it away again. */
function usesLists(run: Instruction, from: number): boolean {
  return (run.script?.commands ?? []).some((command) => {
    if (command.index <= from) return false;
    const { program, operands } = command;
    if (managers.includes(program)) return installs(command) || operands.some(({ text }) => /^dist-?clean$/.test(text));
    if (runsScript(command) || emptiesFolder(command, '/var/lib/apt/lists', '/var/cache/apk')) return true;
    return /install/.test(program) || command.args.some(({ text }) => /install/.test(text));
  });
}

function installs(command: Command): boolean {
  const { verb } = readPackageCall(command);
  return verb !== undefined && (installing.has(verb.text) || !verb.isLiteral);
}

function installsLater({ stage, index }: Instruction): boolean {
  return (stage?.all('RUN') ?? []).some(
    (run) =>
      run.index > index && run.script?.commands.some((command) => upgraders.has(command.program) && installs(command)),
  );
}

/** One RUN of the two, where the install stands right behind. */
function mergeWithInstall(run: Instruction): ReturnType<typeof mergeRuns> {
  const next = run.stage?.instructions[run.stage.instructions.indexOf(run) + 1];
  const isInstall = next?.script?.commands.some((command) => managers.includes(command.program) && installs(command));
  return next?.is('RUN') && isInstall ? mergeRuns(run, next) : undefined;
}

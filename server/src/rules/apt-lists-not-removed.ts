import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { emptiesFolder, isInImageOrBase, type LayerOptions, layerOptions, leftovers } from '../lint/leftovers.ts';
import { type PackageCall, packageCalls, runsScript } from '../lint/packages.ts';
import { remember } from '../lint/remember.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { addCacheMounts, appendCommand } from '../lint/runs.ts';

const rule: Rule<LayerOptions> = {
  id: 'apt-lists-not-removed',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3009'],
  presets: { hadolint: { severity: 'info', options: { builderStages: true } } },
  options: layerOptions,

  *check(file, { options }) {
    const leaves = (run: Instruction): boolean =>
      remember(run, 'leaves apt lists', () => !leftLists(file.only([run])).next().done);
    for (const { command, verb } of leftLists(file.runsWhere((run) => mayLeaveLists(run) && leaves(run)))) {
      const { instruction } = command;
      if (!verb || !isInImageOrBase(instruction, options)) continue;
      yield {
        range: verb.range,
        message: l10n.t(
          'The package lists that `{program} update` downloads stay in this layer for good, unless the same RUN deletes them.',
          { program: command.program },
        ),
        fixes: [...removeLists(instruction), addCacheMounts(instruction, '/var/cache/apt', lists)],
      };
    }
  },
};

export default rule;

const managers = ['apt-get', 'apt', 'aptitude'];
const lists = '/var/lib/apt/lists';

function leftLists(runs: Dockerfile): Generator<PackageCall> {
  return leftovers(packageCalls(runs, ...managers), {
    fills: ({ verb }) => verb?.text === 'update',
    empties: (one) => emptiesFolder(one, lists) || (managers.includes(one.program) && one.args.some(isDistclean)),
    folders: [lists],
  });
}

/** Whether the line that everybody writes behind the last update is missing. */
function mayLeaveLists({ line, lines, heredocs }: Instruction): boolean {
  if (!/\bupdate\b/.test(lines)) return false;
  const [, behind = ''] = /^.*\bupdate\b(.*)$/s.exec(line.text) ?? [];
  return heredocs.length > 0 || line.text.includes('#') || !/&&\s*rm -rf \/var\/lib\/apt\/lists\/\*/.test(behind);
}

function isDistclean({ text }: { readonly text: string }): boolean {
  return text === 'distclean' || text === 'dist-clean';
}

function removeLists(run: Instruction): Fix[] {
  const appended = appendCommand(run, `rm -rf ${lists}/*`);
  if (!appended) return [];
  const title = l10n.t('Delete the lists at the end of the RUN');
  return [{ title, edits: [appended.edit], safe: appended.safe && !needsLists(run) }];
}

/** Whether something that runs later may install without an update of its own. */
function needsLists({ stage, file, index }: Instruction): boolean {
  if (!stage) return true;
  const isLater = (one: Instruction): boolean => one.index > index || one.stage !== stage;
  return file
    .all('RUN')
    .some((run) => run.stage && builds(run.stage, stage) && isLater(run) && mayInstallWithoutUpdate(run));
}

function builds(stage: Stage, on: Stage): boolean {
  return stage.descendsFrom(on);
}

/** Programs that call apt, or may do so. */
const callers = /\b(?:apt|aptitude|apt-get|apt-cache|install-deps|with-deps|rosdep|gdebi|mk-build-deps|tasksel)\b/;

function mayInstallWithoutUpdate(run: Instruction): boolean {
  return remember(run, 'installs without apt update', () => installsWithoutUpdate(run));
}

function installsWithoutUpdate({ script, raw }: Instruction): boolean {
  if (!script || script.commands.length === 0) return callers.test(raw);
  for (const command of script.commands) {
    const { program, operands, args } = command;
    if (managers.includes(program) && operands[0]?.text === 'update') return false;
    if (managers.includes(program) && !operands.some(({ text }) => harmless.has(text))) return true;
    if (callers.test(program) || args.some(({ text }) => /^(?:install-deps|--with-deps)$/.test(text))) return true;
    if (runsScript(command)) return true;
  }
  return false;
}

const harmless = new Set(['clean', 'autoclean', 'remove', 'purge', 'autoremove', 'autopurge']);

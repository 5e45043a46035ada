import * as l10n from '@vscode/l10n';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { expandWithDefaults } from '../lint/defaults.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { sections } from '../lint/sections.ts';
import { joinPath, workingFolder } from '../lint/workdirs.ts';

interface Options {
  /** BuildKit's condition to the letter: a variable that only `--build-arg` sets counts as empty. */
  exact: boolean;
  /** Report every path that is written relative, as hadolint does; else only the first WORKDIR of a stage. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'relative-workdir',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['WorkdirRelativePath', 'DL3000'],
  presets: {
    hadolint: { severity: 'error', options: { everywhere: true } },
    buildkit: { severity: 'warning', options: { exact: true } },
  },
  options: { exact: { type: 'boolean', default: false }, everywhere: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const section of sections(file, options.everywhere)) {
      const workdirs = section.filter((one) => one.is('WORKDIR'));
      if (workdirs.length === 0) continue;
      const stage = section[0]?.stage;
      const inherited = stage !== undefined && inheritsWorkdir(stage);
      for (const [i, instruction] of workdirs.entries()) {
        const first = i === 0 && !inherited;
        const word = instruction.args[0];
        if (!word || !(first || options.everywhere)) continue;
        if (options.everywhere && /^["']?\$/.test(word.text)) continue;
        const path = options.exact
          ? expandWithDefaults(file, word.text, instruction)
          : ((stage && file.expand(word.text, instruction)) ?? withoutVariables(word.text));
        if (path === undefined || path.startsWith('/')) continue;
        // `C:\\…` and `\\…`: BuildKit knows the platform of the image, we may not.
        if (/^(?:\\|[A-Za-z]:)/.test(path) && (!options.exact || stage?.isWindows)) continue;
        yield {
          range: word.range,
          message: first
            ? l10n.t('`{path}` is relative to the folder that the base image happens to set: write the whole path.', {
                path: word.text,
              })
            : l10n.t('`{path}` is relative to the WORKDIR above: the whole path says where this is.', {
                path: word.text,
              }),
          fixes: fixes(instruction, path),
        };
      }
    }
  },
};

export default rule;

/** Whether a stage that this one builds on has a WORKDIR, or one behind ONBUILD for those that build on it. */
function inheritsWorkdir(stage: Stage): boolean {
  return stage.lineage.some(
    (one) => (one !== stage && one.all('WORKDIR').length > 0) || one.triggers.some((trigger) => trigger.is('WORKDIR')),
  );
}

/** A path whose first name is no variable begins the same, whatever the build puts in. */
function withoutVariables(text: string): string | undefined {
  const path = text.replace(/^["']/, '');
  return /^[\w.]/.test(path) ? path : undefined;
}

/** The path joined to the folder in force, or to `/` where the base image decides. */
function fixes(instruction: Instruction, path: string): Fix[] {
  const word = instruction.args[0];
  const folder = workingFolder(instruction);
  if (!word || word.text !== path || /[\s"'\\]/.test(path) || (folder.written && folder.path === undefined)) return [];
  const name = joinPath(folder.path ?? '/', path.replace(/\/+$/, ''));
  return [
    {
      title: l10n.t('Change to `{name}`', { name }),
      edits: [replace(word, name)],
      safe: folder.path !== undefined,
    },
  ];
}

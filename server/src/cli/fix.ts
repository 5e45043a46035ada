import * as l10n from '@vscode/l10n';
import type { Call } from './arguments.ts';
import { changeFiles } from './change.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';
import { rulesNamed } from './rulenames.ts';

/** `fix`: mends what can be mended, with `--rule` only the problems of some rules. */
export async function runFix(call: Call, project: Project, io: Io): Promise<number> {
  const rules = call.values('rule').flatMap((name) => rulesNamed(name, project.names));
  const unsafe = call.has('unsafe');
  const options = rules.length > 0 ? { unsafe, only: new Set(rules.map(({ id }) => id)) } : { unsafe };
  return changeFiles(call, project, io, {
    apply: (text, { service, settings, inputs }) => service.fix(text, settings, inputs, options),
    ...(call.has('dry-run') && { pretend: 'diff' }),
    done: (name) => l10n.t('{name}: fixed', { name }),
    summary: (changed, total) =>
      changed === 0
        ? l10n.t('Nothing to fix; files looked at: {total}', { total })
        : l10n.t('Files fixed: {changed} of {total}', { changed, total }),
  });
}

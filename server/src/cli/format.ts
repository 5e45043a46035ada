import * as l10n from '@vscode/l10n';
import { applyEdits } from '../lint/fix.ts';
import { Service } from '../service.ts';
import type { Call } from './arguments.ts';
import { changeFiles } from './change.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';

/** `format`: formats in place, with `--check` only says what would change. */
export async function runFormat(call: Call, project: Project, io: Io): Promise<number> {
  const isCheck = call.has('check');
  return changeFiles(call, project, io, {
    apply: (text, { service, settings }) => {
      const file = Service.parse(text);
      return applyEdits(file.source, service.format(file, settings));
    },
    ...(isCheck && { pretend: 'names' }),
    done: (name) => (isCheck ? l10n.t('{name}: not formatted', { name }) : l10n.t('{name}: formatted', { name })),
    summary: (changed, total) =>
      changed === 0
        ? l10n.t('Nothing to format; files looked at: {total}', { total })
        : isCheck
          ? l10n.t('Files that are not formatted: {changed} of {total}', { changed, total })
          : l10n.t('Files formatted: {changed} of {total}', { changed, total }),
  });
}

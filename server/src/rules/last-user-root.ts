import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import type { Rule } from '../lint/rule.ts';
import { sections } from '../lint/sections.ts';

interface Options {
  /** Report every stage that ends as root, also where it is not the image or its program changes the user. */
  everyStage: boolean;
}

const rule: Rule<Options> = {
  id: 'last-user-root',
  category: 'security',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3002'],
  presets: { hadolint: { severity: 'warning', options: { everyStage: true } } },
  options: { everyStage: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const user of options.everyStage ? lastUsers(file) : imageUser(file)) {
      const word = user.args[0];
      if (!word || !/^(?:root|0)(?::|$)/.test(word.text.replace(/["']/g, ''))) continue;
      yield {
        range: word.range,
        message: l10n.t(
          'The container runs as root: whoever takes over the program has every right in the container, and a shorter way out of it.',
        ),
      };
    }
  },
};

export default rule;

function lastUsers(file: Dockerfile): Instruction[] {
  return sections(file, true).flatMap((section) => section.findLast((one) => one.is('USER')) ?? []);
}

/** The USER that the image ends with, unless a program of it is there to change the user. */
function imageUser({ finalStage }: Dockerfile): Instruction[] {
  if (!finalStage) return [];
  const user = history(finalStage).findLast((one) => one.is('USER'));
  return user && !changesUser(finalStage) ? [user] : [];
}

/** gosu, su-exec and setpriv run the program as another user; `/init` (s6-overlay) has to start as root. */
function changesUser(stage: Stage): boolean {
  return history(stage).some(
    (one) =>
      (one.isAmong(['RUN', 'COPY', 'ADD', 'ENTRYPOINT', 'CMD', 'ENV']) &&
        /\b(?:gosu|su-exec|setpriv)\b/i.test(one.raw)) ||
      (one.is('ENTRYPOINT') && one.args[0]?.text === '/init'),
  );
}

import * as l10n from '@vscode/l10n';
import type { Stage } from '../dockerfile/dockerfile.ts';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';
import { referencedStage, stageIndex, stageReferences } from '../lint/stages.ts';

interface Options {
  /** Report every name that is no earlier stage, as hadolint does; else only what resembles one. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-from-unknown-stage',
  category: 'multi-stage',
  severity: 'info',
  recommended: true,
  aliases: ['DL3022'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const reference of stageReferences(file)) {
      const { instruction, value } = reference;
      if (instruction.outer || stageIndex(reference) !== undefined || referencedStage(file, reference)) continue;
      const name = value.text;
      if (name === '' || name === 'scratch' || /[:$]/.test(name)) continue;
      const isPath = name.includes('/');
      const guess = isPath ? undefined : nearest(name.toLowerCase(), earlierNames(file.stages, instruction.stage));
      if (!guess && !(options.everywhere && instruction.is('COPY'))) continue;
      yield {
        range: value.range,
        message: guess
          ? l10n.t('No earlier stage is called `{name}`, so an image of that name is pulled: did you mean `{guess}`?', {
              name,
              guess,
            })
          : l10n.t('No earlier stage is called `{name}`, so an image or a build context of that name is needed.', {
              name,
            }),
        ...(guess && {
          fixes: [
            { title: l10n.t('Change to `{name}`', { name: guess }), edits: [replace(value, guess)], safe: false },
          ],
        }),
      };
    }
  },
};

export default rule;

function earlierNames(stages: readonly Stage[], here: Stage | undefined): string[] {
  return stages.slice(0, here?.index ?? 0).flatMap(({ name }) => (name ? [name.text.toLowerCase()] : []));
}

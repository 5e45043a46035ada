import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Keyword } from '../dockerfile/grammar.ts';
import { removeInstruction } from './edits.ts';
import { readSuppressions } from './ignore.ts';
import type { OptionSchema, Problem } from './rule.ts';
import { sections } from './sections.ts';

/** The option of the rules about instructions of which only the last counts. */
export interface OverriddenOptions {
  /** Report the later instruction, as hadolint does and its users write their comments; else the one without effect. */
  later: boolean;
}

export const overriddenOptions: { readonly later: OptionSchema<boolean> } = {
  later: { type: 'boolean', default: false },
};

/** An instruction that a later one of its stage makes void, and the next one that does so. */
interface Overridden {
  readonly instruction: Instruction;
  readonly by: Instruction;
}

function overridden(file: Dockerfile, keyword: Keyword, withoutFrom: boolean): Overridden[] {
  return sections(file, withoutFrom).flatMap((section) => {
    const all = section.filter((one) => one.is(keyword));
    return all.slice(0, -1).map((instruction, i) => ({ instruction, by: all[i + 1] as Instruction }));
  });
}

const codes = { CMD: 'DL4003', ENTRYPOINT: 'DL4004', HEALTHCHECK: 'DL3012' } as const;

/** Whether a comment for hadolint stands above the later instruction, where hadolint reports. */
function isSilenced({ file, line }: Instruction, code: string): boolean {
  return readSuppressions(file).some(
    ({ dialect, first, last, names }) =>
      dialect === 'hadolint' &&
      first <= line.firstLine &&
      line.firstLine <= last &&
      names.some(({ text }) => text === code),
  );
}

/** Reports every instruction of a keyword that has no effect, because the same stage has another one below. */
export function* overriddenProblems(
  file: Dockerfile,
  keyword: keyof typeof codes,
  { later }: OverriddenOptions,
  message: () => string,
): Generator<Problem> {
  for (const { instruction, by } of overridden(file, keyword, later)) {
    const edits = [removeInstruction(instruction)];
    if (later || isSilenced(by, codes[keyword])) {
      yield {
        range: by.range,
        message: l10n.t('The {keyword} above has no effect: only the last {keyword} of a stage counts.', { keyword }),
        related: [{ range: instruction.range, message: l10n.t('This one has no effect') }],
        fixes: [{ title: l10n.t('Delete the {keyword} above', { keyword }), edits, safe: true }],
      };
    } else {
      yield {
        range: instruction.range,
        message: message(),
        tags: ['unnecessary'],
        related: [{ range: by.range, message: l10n.t('This one replaces it') }],
        fixes: [{ title: l10n.t('Delete this {keyword}', { keyword }), edits, safe: true }],
      };
    }
  }
}

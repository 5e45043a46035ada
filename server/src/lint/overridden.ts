import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Keyword } from '../dockerfile/grammar.ts';
import { removeInstruction } from './edits.ts';
import { type Dialect, readSuppressions } from './ignore.ts';
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

/**
 * The lines of instructions with a comment above them for a tool that looks for it there: hadolint reports the later
 * instruction, and BuildKit reports the earlier one but reads the comments of the later one.
 */
function silencedLines(file: Dockerfile, code: string): ReadonlySet<number> {
  const known: Partial<Record<Dialect, readonly string[]>> = {
    hadolint: [code],
    buildkit: ['MultipleInstructionsDisallowed', 'all'],
  };
  const own = readSuppressions(file).filter(
    ({ dialect, scope, names }) => scope === 'instruction' && names.some(({ text }) => known[dialect]?.includes(text)),
  );
  return new Set(own.map(({ first }) => first));
}

/** Reports every instruction of a keyword that has no effect, because the same stage has another one below. */
export function* overriddenProblems(
  file: Dockerfile,
  keyword: keyof typeof codes,
  { later }: OverriddenOptions,
  message: () => string,
): Generator<Problem> {
  const found = overridden(file, keyword, later);
  if (found.length === 0) return;
  const silenced = silencedLines(file, codes[keyword]);
  for (const { instruction, by } of found) {
    const edits = [removeInstruction(instruction)];
    if (later || silenced.has(by.line.firstLine)) {
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

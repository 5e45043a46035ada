import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { type FlagGrammar, flagsOf } from '../dockerfile/grammar.ts';
import { Memo } from '../dockerfile/memo.ts';
import type { Flag } from '../dockerfile/words.ts';
import { replace } from './edits.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './rule.ts';

/** A flag that the builder checks; without `grammar` its instruction has no such flag. */
export interface CheckedFlag {
  readonly instruction: Instruction;
  readonly flag: Flag;
  readonly grammar?: FlagGrammar | undefined;
}

const known = new Memo<Dockerfile, readonly CheckedFlag[]>();

/**
 * The flags that the builder checks, in order. It does not look at those of ARG, STOPSIGNAL and HEALTHCHECK NONE, nor
 * at those behind ONBUILD before they are triggered. Empty where the frontend is not Docker's: it may have others.
 */
export function checkedFlags(file: Dockerfile): readonly CheckedFlag[] {
  let flags = known.get(file);
  if (!flags) {
    flags = file.usesOtherFrontend ? [] : file.instructions.filter(checksFlags).flatMap(read);
    known.set(file, flags);
  }
  return flags;
}

/** The flags of an instruction that the builder checks and knows, by name. */
export function* flagsNamed(file: Dockerfile, keyword: string, ...names: string[]): Generator<CheckedFlag> {
  for (const checked of checkedFlags(file)) {
    if (checked.instruction.keyword === keyword && names.includes(checked.flag.name)) yield checked;
  }
}

/** Whether a flag needs a value and has none. The word behind it is then not read as its value. */
export function lacksValue({ flag, grammar }: CheckedFlag): boolean {
  if (!grammar) return false;
  return grammar.kind === 'boolean' ? flag.value === '' : flag.value === undefined;
}

/** Whether one of an instruction's flags lacks its value, so that what follows is read as arguments. */
export function someFlagLacksValue(instruction: Instruction): boolean {
  return read(instruction).some(lacksValue);
}

function checksFlags(instruction: Instruction): boolean {
  if (!instruction.isKnown || instruction.is('ARG', 'STOPSIGNAL')) return false;
  return instruction.keyword !== 'HEALTHCHECK' || instruction.args[0]?.text.toUpperCase() !== 'NONE';
}

function read(instruction: Instruction): CheckedFlag[] {
  if (instruction.flags.length === 0) return [];
  const table = flagsOf(instruction.keyword);
  return instruction.flags.map((flag) => ({
    instruction,
    flag,
    grammar: table.find(({ name }) => name === flag.name),
  }));
}

/**
 * The findings about a flag of RUN whose value is none of a closed list. `describe` says what is wrong with a value,
 * which may be empty.
 */
export function* wrongChoices(file: Dockerfile, name: string, describe: (value: string) => string): Generator<Problem> {
  for (const { flag, grammar } of flagsNamed(file, 'RUN', name)) {
    const { value, valueWord } = flag;
    const values = grammar?.values ?? [];
    if (value === undefined || !valueWord || values.includes(value)) continue;
    const guess = nearest(value.toLowerCase(), values);
    yield {
      range: (value === '' ? flag.word : valueWord).range,
      message: describe(value),
      ...(guess && {
        fixes: [
          {
            title: l10n.t('Change to `{keyword}`', { keyword: guess }),
            edits: [replace(valueWord, guess)],
            safe: false,
          },
        ],
      }),
    };
  }
}

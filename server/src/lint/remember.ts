import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';

const facts = new Memo<Instruction, Map<string, unknown>>();

/**
 * What a rule that compares instructions found out about one of them, so that its script need not be read again after
 * each edit of another. The answer may depend on what the findings of a rule with `perInstruction` may depend on, and
 * holds no positions.
 */
export function remember<T extends boolean | string>(instruction: Instruction, fact: string, find: () => T): T {
  let known = facts.get(instruction);
  if (!known) {
    known = new Map();
    facts.set(instruction, known);
  }
  if (!known.has(fact)) known.set(fact, find());
  return known.get(fact) as T;
}

/** Hands on what is known of an instruction to the same one in a newer version of the file. */
export function handOn(from: Instruction, to: Instruction): void {
  const known = facts.get(from);
  if (known) facts.set(to, known);
}

import type { Instruction } from '../dockerfile/dockerfile.ts';
import { history, processOf } from '../dockerfile/facts.ts';

/** What becomes of what an instruction writes into the image. */
export type Fate =
  /** Its stage is no part of the final image. */
  | { readonly kind: 'absent' }
  /** A stage that builds on its own one sets the same. */
  | { readonly kind: 'replaced'; readonly by: Instruction }
  /** A CMD whose image gets another ENTRYPOINT. */
  | { readonly kind: 'dropped'; readonly by: Instruction };

/** Why the final image does not have what an instruction describes; undefined where it has, or where it says nothing of it. */
export function fateOfSetting(instruction: Instruction): Fate | undefined {
  const { stage, file, outer } = instruction;
  const final = file.finalStage;
  if (!stage || !final || outer) return undefined;
  if (!final.descendsFrom(stage)) return describes(instruction) ? { kind: 'absent' } : undefined;
  if (stage === final || !instruction.isAmong(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL', 'USER']))
    return undefined;
  const { keyword } = instruction;
  const last = history(final).findLast((one) => one.keyword === keyword);
  if (last && last !== instruction && last.stage !== stage) return { kind: 'replaced', by: last };
  const process = instruction.is('CMD') ? processOf(final) : undefined;
  return process?.entrypoint && !process.cmd ? { kind: 'dropped', by: process.entrypoint } : undefined;
}

/** Whether an instruction does nothing but describe the image and its containers. */
function describes(instruction: Instruction): boolean {
  return instruction.isAmong([
    'CMD',
    'ENTRYPOINT',
    'EXPOSE',
    'HEALTHCHECK',
    'LABEL',
    'MAINTAINER',
    'STOPSIGNAL',
    'VOLUME',
  ]);
}

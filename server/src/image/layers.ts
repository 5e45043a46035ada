import type { Range } from 'vscode-languageserver-types';
import type { Change, Step } from '../../../answers/image.ts';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history, invalidatedBy, neededStages, stageUses } from '../dockerfile/facts.ts';
import { isPlatformArg } from '../dockerfile/grammar.ts';
import { Memo } from '../dockerfile/memo.ts';

const layered = ['RUN', 'COPY', 'ADD', 'WORKDIR'] as const;

/** The steps whose results are in the image of a stage, in order; FROM and ARG leave nothing. */
export function imageSteps(stage: Stage): Step[] {
  return history(stage)
    .filter((one) => one.isKnown && !one.is('FROM', 'ARG'))
    .map(toStep);
}

const steps = new Memo<Instruction, Step>();

function toStep(instruction: Instruction): Step {
  const step = steps.get(instruction) ?? readStep(instruction);
  steps.set(instruction, step);
  return step;
}

function readStep(instruction: Instruction): Step {
  const first = instruction.raw.split('\n', 1)[0]?.replace(/\s*[\\`]?\s*$/, '') ?? '';
  const isRoot = instruction.is('WORKDIR') && instruction.rest.text === '/';
  return {
    keyword: instruction.keyword,
    text: instruction.raw.includes('\n') ? `${first} …` : first,
    kind: instruction.isAmong(layered) && !isRoot ? 'layer' : 'metadata',
    stage: instruction.stage?.index ?? 0,
    range: instruction.range,
  };
}

/** Nobody reads more changes than this, and each lists everything behind it. */
const mostChanges = 100;

/** What may change around a build of a stage, and what then runs again; the first hundred. */
export function changes(stage: Stage): Change[] {
  const needed = [...neededStages(stage)].sort((a, b) => a.index - b.index);
  const found: Change[] = [];
  for (const one of needed) {
    for (const change of [...globalChanges(one, needed), ...baseChange(one, needed)]) found.push(change);
    for (const step of one.instructions) {
      if (found.length >= mostChanges) return found.slice(0, mostChanges);
      for (const change of stepChanges(step, needed)) found.push(change);
    }
  }
  return found.slice(0, mostChanges);
}

function baseChange(stage: Stage, needed: readonly Stage[]): Change[] {
  if (stage.base || stage.isScratch) return [];
  const text = stage.imageText ?? stage.imageWord?.text ?? '';
  return [toChange('image', text, stage.from.range, rerunsAfter(stage.from, needed))];
}

function stepChanges(instruction: Instruction, needed: readonly Stage[]): Change[] {
  if (instruction.is('ARG')) return argumentChanges(instruction, needed);
  const files = filesOf(instruction);
  const remote = instruction.is('ADD') ? instruction.args.slice(0, -1).filter(({ text }) => isRemote(text)) : [];
  const { range } = instruction;
  return [
    ...(files.length > 0 ? [toChange('files', files.join(' '), range, rerunsFrom(instruction, needed))] : []),
    ...remote.map(({ text }) => toChange('remote', text, range, rerunsFrom(instruction, needed))),
  ];
}

function isRemote(text: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(text);
}

/** The files of the build context that a step reads. */
function filesOf(instruction: Instruction): string[] {
  if (instruction.is('COPY', 'ADD') && !instruction.flag('from')) {
    const heredocs = new Set(instruction.heredocs.map(({ marker }) => marker.text));
    return instruction.args
      .slice(0, -1)
      .map(({ text }) => text)
      .filter((text) => !isRemote(text) && !heredocs.has(text));
  }
  return instruction.mounts
    .filter((mount) => mount.type === 'bind' && !mount.get('from'))
    .map((mount) => mount.get('source')?.value ?? '.');
}

/** A build argument reaches every RUN behind its line, in this stage and in those that build on it, and what else names it. */
function argumentChanges(instruction: Instruction, needed: readonly Stage[]): Change[] {
  const { stage } = instruction;
  if (!stage) return [];
  const heirs = needed.filter((one) => one.descendsFrom(stage));
  return instruction.pairs
    .filter(({ key }) => !isPlatformArg(key.text))
    .map(({ key, word }) => {
      const firsts = heirs.flatMap((heir) => {
        const later = heir.instructions.filter((one) => heir !== stage || one.index > instruction.index);
        return later.find((one) => one.is('RUN') || (one.isAmong(layered) && uses(one, key.text))) ?? [];
      });
      return toChange(
        'argument',
        key.text,
        word.range,
        firsts.flatMap((first) => rerunsFrom(first, needed)),
      );
    })
    .filter(({ reruns }) => reruns.length > 0);
}

/** The arguments before the first FROM that decide what a stage builds on. */
function globalChanges(stage: Stage, needed: readonly Stage[]): Change[] {
  const pairs = stage.file.globals.filter((one) => one.is('ARG')).flatMap((one) => one.pairs);
  return pairs
    .filter(({ key }) => uses(stage.from, key.text))
    .map(({ key, word }) => toChange('argument', key.text, word.range, rerunsAfter(stage.from, needed)));
}

function uses(instruction: Instruction, name: string): boolean {
  return instruction.variables.some((use) => use.name === name);
}

function toChange(kind: Change['kind'], text: string, range: Range, reruns: readonly Step[]): Change {
  const byLine = new Map(reruns.map((step) => [step.range.start.line, step]));
  return { kind, text, range, reruns: [...byLine.values()].sort((a, b) => a.range.start.line - b.range.start.line) };
}

function rerunsFrom(instruction: Instruction, needed: readonly Stage[]): Step[] {
  const own = instruction.isAmong(layered) ? [toStep(instruction)] : [];
  return [...own, ...rerunsAfter(instruction, needed)];
}

/** The steps that run again after one; a linked copy stands alone unless its source changes too. */
function rerunsAfter(instruction: Instruction, needed: readonly Stage[]): Step[] {
  const after = invalidatedBy(instruction).filter(
    (one) => one.isAmong(layered) && one.stage && needed.includes(one.stage),
  );
  const touched = new Set([instruction.stage, ...after.map(({ stage }) => stage)]);
  return after.filter((one) => !isLinked(one) || sourceIn(one, touched)).map(toStep);
}

function isLinked(instruction: Instruction): boolean {
  const link = instruction.is('COPY', 'ADD') ? instruction.flag('link') : undefined;
  return link !== undefined && link.value !== 'false';
}

function sourceIn(instruction: Instruction, stages: ReadonlySet<Stage | undefined>): boolean {
  return stageUses(instruction.file).some((use) => use.instruction === instruction && stages.has(use.to));
}

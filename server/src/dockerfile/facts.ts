import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { Memo } from './memo.ts';

/** What is in force at a place of a Dockerfile, and what an instruction leads to. All answers are for literal values; undefined means that only the build knows. */

/** A value and the instruction that set it. */
export interface Setting {
  /** Undefined where variables make it unknown. */
  readonly value: string | undefined;
  readonly instruction: Instruction;
}

/** The instructions that lead up to one: those of the stages it builds on, then its own stage's up to it (or to its end). */
export function history(stage: Stage, before?: Instruction): Instruction[] {
  const found: Instruction[] = [];
  for (const one of [...stage.lineage].reverse()) {
    for (const instruction of one.instructions) {
      if (one === stage && before && instruction.index >= before.index) break;
      found.push(instruction);
    }
  }
  return found;
}

/** The USER in force at an instruction, or at the end of a stage; undefined where the base image decides. */
export function userAt(stage: Stage, before?: Instruction): Setting | undefined {
  return lastSetting(history(stage, before), 'USER');
}

function lastSetting(instructions: readonly Instruction[], keyword: 'USER' | 'STOPSIGNAL'): Setting | undefined {
  const instruction = instructions.findLast((one) => one.is(keyword));
  const word = instruction?.args[0];
  return instruction && word ? { value: instruction.file.expand(word.text, instruction), instruction } : undefined;
}

export function stopSignalOf(stage: Stage): Setting | undefined {
  return lastSetting(history(stage), 'STOPSIGNAL');
}

/** The working directory in force; undefined where no WORKDIR says it. A relative one below an unknown one is unknown. */
export function workdirAt(stage: Stage, before?: Instruction): Setting | undefined {
  let current: Setting | undefined;
  for (const instruction of history(stage, before)) {
    if (!instruction.is('WORKDIR')) continue;
    const text = instruction.args[0] && instruction.file.expand(instruction.args[0].text, instruction);
    const base = current ? current.value : stage.root.isScratch ? '/' : undefined;
    current = { value: text === undefined ? undefined : resolvePath(base, text), instruction };
  }
  return current;
}

/** Whether a path begins at a root, that of a Windows drive included. */
export function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:)/.test(path);
}

/** A path below a folder, with `.` and `..` taken out; undefined for a relative path below an unknown folder. */
export function resolvePath(base: string | undefined, path: string): string | undefined {
  if (isAbsolute(path) && !path.startsWith('/')) return path;
  if (!path.startsWith('/') && base === undefined) return undefined;
  if (base !== undefined && !path.startsWith('/') && !base.startsWith('/')) {
    return [base.replace(/[\\/]+$/, ''), ...path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')].join(
      '\\',
    );
  }
  const full = path.startsWith('/') ? path : `${base}/${path}`;
  const parts: string[] = [];
  for (const part of full.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What a container of a stage runs. */
export interface Process {
  readonly entrypoint?: Instruction;
  readonly cmd?: Instruction;
  /** The whole command line: a shell form is `/bin/sh -c` (or the SHELL) and its text. */
  readonly argv: readonly string[];
  /** CMD has no part in it, because ENTRYPOINT is in shell form. */
  readonly cmdIgnored: boolean;
}

/**
 * What ENTRYPOINT and CMD together run (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact"). A stage
 * that sets ENTRYPOINT drops the CMD of the stage or image that it builds on.
 */
export function processOf(stage: Stage): Process | undefined {
  let entrypoint: Instruction | undefined;
  let cmd: Instruction | undefined;
  for (const one of [...stage.lineage].reverse()) {
    const ownEntrypoint = one.last('ENTRYPOINT');
    if (ownEntrypoint) cmd = undefined;
    entrypoint = ownEntrypoint ?? entrypoint;
    cmd = one.last('CMD') ?? cmd;
  }
  if (!entrypoint && !cmd) return undefined;
  const cmdIgnored = entrypoint !== undefined && !entrypoint.json && cmd !== undefined;
  const argv = [...commandLine(entrypoint), ...(cmdIgnored ? [] : commandLine(cmd))];
  return { ...(entrypoint && { entrypoint }), ...(cmd && { cmd }), argv, cmdIgnored };
}

function commandLine(instruction: Instruction | undefined): string[] {
  if (!instruction) return [];
  if (instruction.json) return instruction.json.elements.map(({ value }) => value);
  if (instruction.args.length === 0) return [];
  const shell = instruction.file.shellInstruction(instruction)?.args.map(({ text }) => text);
  return [...(shell ?? ['/bin/sh', '-c']), instruction.rest.text];
}

const lasts = new Memo<Stage, ReadonlyMap<string, Instruction>>();

/** The later instruction of the stage that makes this one ineffective: only the last CMD, ENTRYPOINT and HEALTHCHECK count. */
export function overriddenBy(instruction: Instruction): Instruction | undefined {
  const { stage, outer, keyword } = instruction;
  if (!stage || outer || !instruction.is('CMD', 'ENTRYPOINT', 'HEALTHCHECK')) return undefined;
  let last = lasts.get(stage);
  if (!last) {
    last = new Map(stage.instructions.map((one) => [one.keyword, one]));
    lasts.set(stage, last);
  }
  const found = last.get(keyword);
  return found === instruction ? undefined : found;
}

/** How one stage uses another. */
export interface StageUse {
  readonly from: Stage;
  readonly to: Stage;
  readonly how: 'base' | 'copy' | 'mount';
  readonly instruction: Instruction;
}

const uses = new Memo<Dockerfile, readonly StageUse[]>();

/** Every use of a stage by another: FROM, COPY --from, RUN --mount from=. */
export function stageUses(file: Dockerfile): readonly StageUse[] {
  let found = uses.get(file);
  if (!found) {
    found = file.stages.flatMap(usesOf);
    uses.set(file, found);
  }
  return found;
}

function usesOf(stage: Stage): StageUse[] {
  const found: StageUse[] = [];
  if (stage.base) found.push({ from: stage, to: stage.base, how: 'base', instruction: stage.from });
  for (const instruction of stage.instructions) {
    if (!/from=/i.test(instruction.line.text)) continue;
    const values = instruction.is('COPY') ? [instruction.flag('from')?.value] : [];
    if (instruction.is('RUN')) values.push(...instruction.mounts.map((mount) => mount.get('from')?.value));
    for (const value of values) {
      const to = value === undefined ? undefined : stageNamed(stage, value);
      if (to) found.push({ from: stage, to, how: instruction.is('COPY') ? 'copy' : 'mount', instruction });
    }
  }
  return found;
}

function stageNamed(stage: Stage, name: string): Stage | undefined {
  if (/^\d+$/.test(name)) return Number(name) < stage.index ? stage.file.stages[Number(name)] : undefined;
  return stage.file.stageNamed(name, stage.index);
}

/** The stages that a build of a target needs, the target among them. */
export function neededStages(target: Stage): ReadonlySet<Stage> {
  const needed = new Set<Stage>([target]);
  const byUser = new Map<Stage, Stage[]>();
  for (const { from, to } of stageUses(target.file)) {
    const used = byUser.get(from);
    if (used) used.push(to);
    else byUser.set(from, [to]);
  }
  for (const stage of needed) for (const used of byUser.get(stage) ?? []) needed.add(used);
  return needed;
}

/** Whether the layers of a stage are in the image that a plain build makes. */
export function isInFinalImage(stage: Stage): boolean {
  return stage.file.finalStage?.descendsFrom(stage) === true;
}

/** What becomes of a stage in a plain build: its layers are in the image, files are taken from it, or it is not built. */
export function fateOf(stage: Stage): 'image' | 'helper' | 'unused' {
  const final = stage.file.finalStage;
  if (!final) return 'unused';
  if (isInFinalImage(stage)) return 'image';
  return neededStages(final).has(stage) ? 'helper' : 'unused';
}

/** The instructions that run again when an instruction's result changes: the rest of its stage, and stages that use it. */
export function invalidatedBy(instruction: Instruction): Instruction[] {
  const { stage, file } = instruction;
  if (!stage) return [];
  const found = new Set<Instruction>();
  const visited = new Map<Stage, number>();
  const visit = (from: Stage, after: number): void => {
    if ((visited.get(from) ?? Number.POSITIVE_INFINITY) <= after) return;
    visited.set(from, after);
    for (const one of from.instructions) {
      if (one.index <= after || found.has(one)) continue;
      found.add(one);
    }
    for (const use of stageUses(file)) {
      if (use.to !== from) continue;
      if (use.how !== 'base') found.add(use.instruction);
      visit(use.from, use.instruction.index);
    }
  };
  visit(stage, instruction.index);
  return [...found].sort((a, b) => a.index - b.index);
}

import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Source } from '../dockerfile/source.ts';
import { packageManagers } from './binsh.ts';
import { settings } from './packages.ts';
import type { Problem } from './rule.ts';

/** What an edit leaves as it was, for rules that speak of one instruction at a time. */

/** Instructions that no other instruction's problems depend on, see `Rule.perInstruction`. All others are the frame. */
const standAlone = new Set([
  'ADD',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'RUN',
  'STOPSIGNAL',
  'VOLUME',
]);

/** Whether an instruction is none of the frame. */
export function isStandAlone({ keyword }: Instruction): boolean {
  return standAlone.has(keyword);
}

/** How many instructions at the begin and at the end of a file are, text and surroundings alike, those of an older version. */
export interface Unchanged {
  readonly front: number;
  readonly back: number;
}

/** Those in front of an edit and, where the frame is still the same, those behind it. */
export function unchangedInstructions(before: Dockerfile, now: Dockerfile): Unchanged {
  const none = { front: 0, back: 0 };
  if (!isComparable(before.source, now.source) || !sameDirectives(before, now)) return none;
  if (before.namesShells || now.namesShells) return none;
  const old = before.instructions;
  const young = now.instructions;
  const most = Math.min(old.length, young.length);
  const start = commonStart(before.text, now.text);
  const end = commonEnd(before.text, now.text, start);
  const added = now.source.lineCount - before.source.lineCount;
  const isInFront = (i: number): boolean => {
    const [was, is] = [old[i] as Instruction, young[i] as Instruction];
    return endOf(was) <= start && endOf(is) <= start && hasLinesOf(is, was, 0);
  };
  const isBehind = (i: number): boolean => {
    const [was, is] = [old[old.length - 1 - i] as Instruction, young[young.length - 1 - i] as Instruction];
    const isCommon = startOf(was) >= before.text.length - end && startOf(is) >= now.text.length - end;
    return isCommon && hasLinesOf(is, was, added);
  };
  let front = 0;
  while (front < most && isInFront(front)) front++;
  let back = 0;
  while (back < most - front && isBehind(back)) back++;
  const gone = old.slice(front, old.length - back);
  const come = young.slice(front, young.length - back);
  if (!isSameList(gone.flatMap(lookedAtFromAbove), come.flatMap(lookedAtFromAbove))) return none;
  return { front, back: isSameList(frameOf(gone), frameOf(come)) ? back : 0 };
}

/** Whether lines count alike for the builder and for LSP, and end alike: edits that add lines follow the first one. */
function isComparable(a: Source, b: Source): boolean {
  const isPlain = ({ lineStarts, positionStarts }: Source): boolean => lineStarts === positionStarts;
  return isPlain(a) && isPlain(b) && a.newline === b.newline;
}

function sameDirectives(before: Dockerfile, now: Dockerfile): boolean {
  const text = ({ directives, source }: Dockerfile): string => source.text.slice(0, directives.at(-1)?.span.end ?? 0);
  return before.directives.length === now.directives.length && text(before) === text(now);
}

/** Whether an instruction has the lines of another, so many further down. */
function hasLinesOf({ line }: Instruction, { line: other }: Instruction, added: number): boolean {
  return line.firstLine === other.firstLine + added && line.lastLine === other.lastLine + added;
}

/** Offset of the first line of an instruction. */
function startOf({ source, line }: Instruction): number {
  return source.lineStart(line.firstLine);
}

/** Offset behind the last line of an instruction. */
function endOf({ source, line }: Instruction): number {
  return source.lineStart(line.lastLine + 1);
}

/** How many characters two texts begin with alike. Halves what is left: comparing slices is what engines do fastest. */
function commonStart(a: string, b: string): number {
  let low = 0;
  let high = Math.min(a.length, b.length);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (a.slice(low, middle) === b.slice(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many characters two texts end with alike, behind what they begin with. */
function commonEnd(a: string, b: string, start: number): number {
  let low = 0;
  let high = Math.min(a.length, b.length) - start;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const isSame = a.slice(a.length - middle, a.length - low) === b.slice(b.length - middle, b.length - low);
    if (isSame) low = middle;
    else high = middle - 1;
  }
  return low;
}

const setting = new RegExp(
  Object.values(settings)
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

function frameOf(instructions: readonly Instruction[]): string[] {
  return instructions.flatMap((one) => (isStandAlone(one) ? (one.lines.match(setting) ?? []) : [one.lines]));
}

const manager = new RegExp(`\\b(?:${packageManagers.join('|')})\\b`, 'g');

/** What instructions above an instruction depend on too: stages, and the package managers that tell a distribution. */
function lookedAtFromAbove(instruction: Instruction): string[] {
  if (instruction.is('FROM')) return [instruction.lines];
  return instruction.is('RUN', 'ONBUILD') ? (instruction.lines.match(manager) ?? []) : [];
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/** Whether a problem, its edits and what belongs to it stay inside the lines of an instruction. */
export function staysInside({ range, fixes, related }: Problem, { line }: Instruction): boolean {
  const isInside = ({ start, end }: Problem['range']): boolean =>
    start.line >= line.firstLine && end.line <= line.lastLine;
  // What is put above an instruction goes above the comments that belong to it: it depends on them.
  const isAbove = ({ range: at, newText }: TextEdit): boolean =>
    at.end.line === line.firstLine && at.end.character === 0 && newText.endsWith('\n');
  return (
    isInside(range) &&
    (related ?? []).every((one) => isInside(one.range)) &&
    (fixes ?? []).every(({ edits }) => edits.every((edit) => isInside(edit.range) && !isAbove(edit)))
  );
}

/** A problem as it is some lines further down. */
export function moved<P extends Problem>(problem: P, lines: number): P {
  const move = ({ start, end }: Problem['range']): Problem['range'] => ({
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  });
  const moveEdit = ({ range, newText }: TextEdit): TextEdit => ({ range: move(range), newText });
  return {
    ...problem,
    range: move(problem.range),
    ...(problem.fixes && { fixes: problem.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moveEdit) })) }),
    ...(problem.related && { related: problem.related.map((one) => ({ ...one, range: move(one.range) })) }),
  };
}

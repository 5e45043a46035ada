import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { readSuppressions } from './ignore.ts';
import type { RuleNames } from './names.ts';
import { type ActiveRule, defaultOptions } from './presets.ts';
import { handOn } from './remember.ts';
import type { AnyRule, Problem, RuleContext, Severity } from './rule.ts';
import { type Run, Silence } from './silence.ts';
import { moved, staysInside, unchangedInstructions } from './unchanged.ts';

/** A problem with the rule that found it and the severity that the settings give it. */
export interface Finding extends Problem {
  readonly rule: AnyRule;
  readonly severity: Severity;
}

/** What a whole file is checked with. */
export interface LintOptions {
  readonly active: readonly ActiveRule[];
  readonly names: RuleNames;
  /** What the rules may look at besides the file, but for the options. */
  readonly inputs: Omit<RuleContext, 'options' | 'suppressions'>;
  /** Whether comments and directives may silence rules; they may unless this is false. */
  readonly inlineIgnores?: boolean;
  /** Told of a rule that threw: its results are lost, nobody else's. */
  readonly onError?: (rule: AnyRule, error: unknown) => void;
}

/** What rules that speak of one instruction at a time found, by the index of the instruction; absent where it may change. */
type Kept = (readonly Finding[] | undefined)[];

/** The findings of a file, and what the check of its next version need not find again. */
export interface Checked {
  /** Sorted by place, then by rule; suppressed ones are left out. */
  readonly findings: readonly Finding[];
  readonly file: Dockerfile;
  readonly active: readonly ActiveRule[];
  readonly kept: Readonly<Kept>;
}

/**
 * Runs the active rules over a file. What an edit left as it was since an earlier check with the same rules is not
 * checked again.
 */
export function check(file: Dockerfile, options: LintOptions, before?: Checked): Checked {
  const { active } = options;
  const kept = before?.active === active ? keptFindings(file, before) : [];
  const changed = file.instructions.filter(({ index }) => !kept[index]);
  const part = changed.length < file.instructions.length ? file.only(changed) : file;
  const found: Finding[] = [];
  const others: Finding[] = [];
  for (const one of active) {
    if (one.rule.perInstruction) run(part, one, options, found);
    else if (!one.rule.seesSuppressions) run(file, one, options, others);
  }
  const findings = [...others, ...kept.flatMap((some) => some ?? []), ...found];
  keep(found, changed, file, kept);
  return { findings: silenced(file, options, findings).sort(compareFindings), file, active, kept };
}

/** Findings of the instructions that an edit since an earlier check did not touch, where they stand now. */
function keptFindings(file: Dockerfile, before: Checked): Kept {
  const { front, back } = unchangedInstructions(before.file, file);
  const { length } = file.instructions;
  const added = length - before.file.instructions.length;
  return file.instructions.map((instruction, index) => {
    if (index >= front && index < length - back) return undefined;
    const at = index < front ? index : index - added;
    const old = before.file.instructions[at] as Instruction;
    handOn(old, instruction);
    const findings = before.kept[at];
    if (!findings?.length) return findings;
    const lines = instruction.line.firstLine - old.line.firstLine;
    return lines === 0 ? findings : findings.map((finding) => moved(finding, lines));
  });
}

/** Adds what was found to what is kept, but for instructions whose findings reach beyond them. */
function keep(found: readonly Finding[], changed: readonly Instruction[], file: Dockerfile, kept: Kept): void {
  const lists = new Map<number, Finding[]>(changed.map(({ index }) => [index, []]));
  for (const finding of found) {
    const instruction = file.instructionAt(file.source.offsetAt(finding.range.start));
    const list = instruction && lists.get(instruction.index);
    if (list && staysInside(finding, instruction)) list.push(finding);
    else if (instruction) lists.delete(instruction.index);
  }
  for (const { index } of changed) kept[index] = lists.get(index);
}

/** Without what suppressions cover, and with what rules say of the suppressions. */
function silenced(file: Dockerfile, options: LintOptions, findings: Finding[]): Finding[] {
  const suppressions = options.inlineIgnores === false ? [] : readSuppressions(file);
  if (suppressions.length === 0) return findings;
  const silence = new Silence(suppressions, options.names);
  const last = options.active.filter(({ rule }) => rule.seesSuppressions);
  if (last.length > 0) {
    const outcomes = silence.outcomes(describeRun(file, findings, options));
    for (const active of last) run(file, active, options, findings, { suppressions: outcomes });
  }
  return findings.filter((finding) => !silence.covers(finding.rule.id, lineOf(file, finding)));
}

/** Adds the findings of one rule; of one that throws those before. */
function run(
  file: Dockerfile,
  { rule, severity, options: own }: ActiveRule,
  { inputs, onError }: LintOptions,
  findings: Finding[],
  more?: Pick<RuleContext, 'suppressions'>,
): void {
  try {
    // Written out, not spread: this runs for every rule at every keystroke.
    const context: RuleContext = {
      options: own,
      ignoreFile: inputs.ignoreFile,
      listing: inputs.listing,
      suppressions: more?.suppressions,
    };
    for (const problem of rule.check(file, context)) {
      findings.push({ ...problem, rule, severity });
    }
  } catch (error) {
    onError?.(rule, error);
  }
}

/** What the suppressions are judged by. */
function describeRun(file: Dockerfile, findings: readonly Finding[], options: LintOptions): Run {
  const found = new Map<string, number[]>();
  for (const finding of findings) {
    const lines = found.get(finding.rule.id);
    if (lines) lines.push(lineOf(file, finding));
    else found.set(finding.rule.id, [lineOf(file, finding)]);
  }
  for (const lines of found.values()) lines.sort((a, b) => a - b);
  const active = new Set(options.active.map(({ rule }) => rule.id));
  const foundByOthers = new Map<string, readonly number[]>();
  return {
    found,
    isActive: (id) => active.has(id),
    foundBy(tool, id) {
      const key = `${tool} ${id}`;
      const lines = foundByOthers.get(key) ?? linesByTool(file, tool, id, options);
      foundByOthers.set(key, lines);
      return lines;
    },
  };
}

/** Where a rule reports with the options that it has in another tool's preset, where those are options of its own. */
function linesByTool(file: Dockerfile, tool: 'hadolint' | 'buildkit', id: string, options: LintOptions): number[] {
  const rule = options.names.find(id).find((one) => one.id === id);
  const exact = rule?.presets?.[tool]?.options;
  if (!rule || !exact) return [];
  const findings: Finding[] = [];
  run(file, { rule, severity: 'hint', options: { ...defaultOptions(rule), ...exact } }, options, findings);
  return findings.map((finding) => lineOf(file, finding)).sort((a, b) => a - b);
}

function lineOf({ source }: Dockerfile, { range }: Problem): number {
  return source.lineAt(source.offsetAt(range.start));
}

function compareFindings(a: Finding, b: Finding): number {
  const [p, q] = [a.range.start, b.range.start];
  if (p.line !== q.line) return p.line - q.line;
  if (p.character !== q.character) return p.character - q.character;
  return a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0;
}

import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { readSuppressions } from './ignore.ts';
import type { RuleNames } from './names.ts';
import { type ActiveRule, defaultOptions } from './presets.ts';
import type { AnyRule, Problem, RuleContext, Severity } from './rule.ts';
import { type Run, Silence } from './silence.ts';

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

/** Runs the active rules over a file. Findings are sorted by place, then by rule; suppressed ones are left out. */
export function lint(file: Dockerfile, options: LintOptions): Finding[] {
  const findings: Finding[] = [];
  for (const active of options.active) {
    if (!active.rule.seesSuppressions) run(file, active, options, findings);
  }
  const suppressions = options.inlineIgnores === false ? [] : readSuppressions(file);
  if (suppressions.length === 0) return findings.sort(compareFindings);
  const silence = new Silence(suppressions, options.names);
  const last = options.active.filter(({ rule }) => rule.seesSuppressions);
  if (last.length > 0) {
    const outcomes = silence.outcomes(describeRun(file, findings, options));
    for (const active of last) run(file, active, options, findings, { suppressions: outcomes });
  }
  return findings.filter((finding) => !silence.covers(finding.rule.id, lineOf(file, finding))).sort(compareFindings);
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

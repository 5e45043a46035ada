import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { readSuppressions, type Suppression, silences } from './ignore.ts';
import type { RuleNames } from './names.ts';
import type { ActiveRule } from './presets.ts';
import type { AnyRule, Problem, RuleContext, Severity } from './rule.ts';

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
  readonly inputs: Omit<RuleContext, 'options'>;
  /** Told of a rule that threw: its results are lost, nobody else's. */
  readonly onError?: (rule: AnyRule, error: unknown) => void;
}

/** Runs the active rules over a file. Findings are sorted by place, then by rule; suppressed ones are left out. */
export function lint(file: Dockerfile, options: LintOptions): Finding[] {
  const suppressions = readSuppressions(file);
  const findings: Finding[] = [];
  for (const { rule, severity, options: own } of options.active) {
    try {
      for (const problem of rule.check(file, { ...options.inputs, options: own })) {
        const finding = { ...problem, rule, severity };
        if (!isSuppressed(file, finding, suppressions, options.names)) findings.push(finding);
      }
    } catch (error) {
      options.onError?.(rule, error);
    }
  }
  return findings.sort(compareFindings);
}

function isSuppressed(
  file: Dockerfile,
  finding: Finding,
  suppressions: readonly Suppression[],
  names: RuleNames,
): boolean {
  if (suppressions.length === 0) return false;
  const line = file.source.lineAt(file.source.offsetAt(finding.range.start));
  return suppressions.some(
    (suppression) =>
      suppression.first <= line && line <= suppression.last && silences(suppression, finding.rule.id, names),
  );
}

function compareFindings(a: Finding, b: Finding): number {
  const [p, q] = [a.range.start, b.range.start];
  if (p.line !== q.line) return p.line - q.line;
  if (p.character !== q.character) return p.character - q.character;
  return a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0;
}

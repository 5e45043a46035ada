import type { Dockerfile } from './dockerfile/dockerfile.ts';
import { fixAllEdits } from './features/codeActions.ts';
import { applyEdits } from './lint/fix.ts';
import type { Finding } from './lint/lint.ts';

/** A file with what is wrong in it. */
export interface Judged {
  readonly file: Dockerfile;
  readonly findings: readonly Finding[];
}

export interface FixOptions {
  /** Every first fix, not safe ones alone. */
  readonly unsafe?: boolean;
  /** Rules by id; all where nothing is said. */
  readonly only?: ReadonlySet<string>;
}

const mostRounds = 20;

/**
 * Applies fixes in rounds, until nothing changes; at most twenty rounds. Fixes after which the file is not sound any more
 * are left out.
 */
export function fixText(text: string, judge: (text: string) => Judged, { unsafe, only }: FixOptions): string {
  let current = judge(text);
  for (let round = 0; round < mostRounds; round++) {
    const chosen = current.findings
      .filter(({ rule }) => only?.has(rule.id) ?? true)
      .map((finding) => (unsafe ? allowUnsafe(finding) : finding));
    const next = applied(current, chosen, judge);
    if (!next) break;
    current = next;
  }
  return current.file.text;
}

/** The file after all these fixes that go together; where that is no sound file, after the first one alone that is. */
function applied(current: Judged, findings: readonly Finding[], judge: (text: string) => Judged): Judged | undefined {
  for (const some of [findings, ...findings.map((finding) => [finding])]) {
    const edits = fixAllEdits(current.file, some);
    const text = applyEdits(current.file.source, edits);
    if (text === current.file.text) continue;
    const next = judge(text);
    if (isSound(current, next)) return next;
  }
  return undefined;
}

/** Whether a file still has its stages after a fix, and no error that it did not have before. */
function isSound(before: Judged, after: Judged): boolean {
  const errors = ({ findings }: Judged): number => findings.filter(({ severity }) => severity === 'error').length;
  return after.file.stages.length >= before.file.stages.length && errors(after) <= errors(before);
}

/** The finding with its first fix counted as safe: the user asked for it. */
function allowUnsafe(finding: Finding): Finding {
  const fix = finding.fixes?.find(({ safe }) => safe) ?? finding.fixes?.[0];
  return fix ? { ...finding, fixes: [{ ...fix, safe: true }] } : finding;
}

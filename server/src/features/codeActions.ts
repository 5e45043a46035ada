import * as l10n from '@vscode/l10n';
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { ruleUrl, toDiagnostic } from '../lint/diagnostic.ts';
import { compatibleFixes } from '../lint/fix.ts';
import { ignoreHere, ignoreInFile } from '../lint/ignoreedits.ts';
import type { Finding } from '../lint/lint.ts';
import type { AnyRule, Fix } from '../lint/rule.ts';

export const fixAllKind = 'source.fixAll.dockerfileMentor';

/** Where the actions apply, and how the client takes edits. */
export interface ActionTarget {
  readonly uri: string;
  /** The version that the edits are for; null where the client knows none. */
  readonly version: number | null;
  readonly homepage: string;
  readonly locale: string;
  /** How a rule is turned off for the project; undefined where nothing can be written. */
  readonly turnOff?: (rule: AnyRule) => Pick<CodeAction, 'title' | 'edit' | 'command'> | undefined;
}

/**
 * Quick fixes for the findings that touch a range, those that ignore each of their rules, and one that applies every safe fix of the
 * file (LSP `textDocument/codeAction`). `only` are the kinds that the client asked for.
 */
export function codeActions(
  file: Dockerfile,
  range: Range,
  findings: readonly Finding[],
  target: ActionTarget,
  only?: readonly string[],
): CodeAction[] {
  const wants = (kind: string): boolean =>
    !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = findings.filter((finding) => overlaps(finding.range, range));
    for (const finding of here) actions.push(...fixActions(finding, findings, file, target));
    for (const finding of oneOfEachRule(here)) actions.push(...ignoreActions(file, finding, target));
  }
  if (wants(fixAllKind) && (only || actions.length === 0)) {
    const edits = fixAllEdits(file, findings);
    if (edits.length > 0) {
      const title = l10n.t('Fix all safely fixable problems');
      actions.push({ title, kind: fixAllKind, edit: workspaceEdit(target, edits) });
    }
  }
  return actions;
}

/** The edits of every safe fix that can be applied together. */
export function fixAllEdits(file: Dockerfile, findings: readonly Finding[]): TextEdit[] {
  const safe = findings.flatMap((finding) => finding.fixes?.find((fix) => fix.safe) ?? []);
  return compatibleFixes(file.source, safe).flatMap((fix) => fix.edits);
}

function fixActions(finding: Finding, all: readonly Finding[], file: Dockerfile, target: ActionTarget): CodeAction[] {
  const fixes = finding.fixes ?? [];
  const actions = fixes.map((fix, i) => ({
    ...quickFix(fix.title, finding, fix.edits, target),
    ...(i === 0 && fix.safe && { isPreferred: true }),
  }));
  const alike = all.filter((other) => other.rule === finding.rule);
  const safe = alike.flatMap((other) => other.fixes?.find((fix) => fix.safe) ?? []);
  if (!fixes.some((fix) => fix.safe) || safe.length < 2) return actions;
  const title = l10n.t('Fix all `{rule}` problems', { rule: finding.rule.id });
  const edits = compatibleFixes(file.source, safe as Fix[]).flatMap((fix) => fix.edits);
  return [...actions, quickFix(title, finding, edits, target)];
}

/** The same action for a second finding of a rule would be shown twice. */
function oneOfEachRule(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [finding.rule, finding])).values()].toReversed();
}

/** Here, in this file, in the project: by a comment, by one more name in one that is there, by the settings. */
function ignoreActions(file: Dockerfile, finding: Finding, target: ActionTarget): CodeAction[] {
  const rule = finding.rule.id;
  const here = ignoreHere(file, file.source.offsetAt(finding.range.start), finding.rule);
  const inFile = ignoreInFile(file, finding.rule);
  const off = target.turnOff?.(finding.rule);
  return [
    ...(here ? [quickFix(l10n.t('Ignore `{rule}` here', { rule }), finding, [here], target)] : []),
    quickFix(l10n.t('Ignore `{rule}` in this file', { rule }), finding, [inFile], target),
    ...(off ? [{ ...actionFor(finding, target), ...off }] : []),
  ];
}

function quickFix(title: string, finding: Finding, edits: readonly TextEdit[], target: ActionTarget): CodeAction {
  return { title, ...actionFor(finding, target), edit: workspaceEdit(target, edits) };
}

function actionFor(finding: Finding, target: ActionTarget): Pick<CodeAction, 'kind' | 'diagnostics'> {
  const href = ruleUrl(target.homepage, finding.rule.id, target.locale);
  return { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(finding, target.uri, href)] };
}

function workspaceEdit(target: ActionTarget, edits: readonly TextEdit[]): NonNullable<CodeAction['edit']> {
  return { documentChanges: [{ textDocument: { uri: target.uri, version: target.version }, edits: [...edits] }] };
}

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

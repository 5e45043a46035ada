import * as l10n from '@vscode/l10n';
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { ruleUrl, toDiagnostic } from '../lint/diagnostic.ts';
import { compatibleFixes } from '../lint/fix.ts';
import type { Finding } from '../lint/lint.ts';
import type { Fix } from '../lint/rule.ts';

export const fixAllKind = 'source.fixAll.dockerfileMentor';

/** Where the actions apply, and how the client takes edits. */
export interface ActionTarget {
  readonly uri: string;
  /** The version that the edits are for; null where the client knows none. */
  readonly version: number | null;
  readonly homepage: string;
  readonly locale: string;
}

/**
 * Quick fixes for the findings that touch a range, one to ignore each, and one that applies every safe fix of the
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
    for (const finding of here) actions.push(ignoreAction(file, finding, target));
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

/** A comment above the instruction, or one more name in the comment that is there already. */
function ignoreAction(file: Dockerfile, finding: Finding, target: ActionTarget): CodeAction {
  const title = l10n.t('Ignore `{rule}` here', { rule: finding.rule.id });
  return quickFix(title, finding, [ignoreEdit(file, finding)], target);
}

function ignoreEdit(file: Dockerfile, finding: Finding): TextEdit {
  const { source } = file;
  const offset = source.offsetAt(finding.range.start);
  const instruction = file.instructionAt(offset);
  const line = instruction?.line.firstLine ?? source.lineAt(offset);
  if (!instruction) return globalIgnoreEdit(file, finding.rule.id);
  const above = line > 0 ? source.lineText(line - 1) : '';
  const own = /^[ \t]*#\s*dockerfile-mentor\s+ignore\s*=\s*[^\s=]+/.exec(above);
  if (own) {
    const at = source.positionAt(source.lineStart(line - 1) + own[0].length);
    return { range: { start: at, end: at }, newText: `,${finding.rule.id}` };
  }
  const indent = /^[ \t]*/.exec(source.lineText(line))?.[0] ?? '';
  const at = source.positionAt(line === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : source.lineStart(line));
  return {
    range: { start: at, end: at },
    newText: `${indent}# dockerfile-mentor ignore=${finding.rule.id}${source.newline}`,
  };
}

/** For a problem outside any instruction: below the directives, where a comment ends their block and harms nothing. */
function globalIgnoreEdit(file: Dockerfile, rule: string): TextEdit {
  const { source } = file;
  const last = file.directives.at(-1);
  const text = `# dockerfile-mentor global ignore=${rule}`;
  const line = last ? source.lineAt(last.span.start) + 1 : 0;
  if (line >= source.lineCount) {
    const end = source.positionAt(source.text.length);
    return { range: { start: end, end }, newText: `${source.newline}${text}${source.newline}` };
  }
  const at = source.positionAt(line === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : source.lineStart(line));
  return { range: { start: at, end: at }, newText: `${text}${source.newline}` };
}

function quickFix(title: string, finding: Finding, edits: readonly TextEdit[], target: ActionTarget): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, target.uri, ruleUrl(target.homepage, finding.rule.id, target.locale))],
    edit: workspaceEdit(target, edits),
  };
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

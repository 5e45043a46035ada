import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Comment } from '../dockerfile/scanner.ts';
import { Word } from '../dockerfile/source.ts';
import type { RuleNames } from './names.ts';

/** Whose notation a suppression is written in. */
export type Dialect =
  | 'dockerfile-mentor'
  | 'hadolint'
  | 'buildkit'
  | 'shellcheck'
  | 'dockerfile-utils'
  | 'tally'
  | 'checkov';

/** A comment or directive that silences rules. */
export interface Suppression {
  readonly dialect: Dialect;
  readonly scope: 'instruction' | 'stage' | 'file';
  /** The names as written; `all` may be among them. */
  readonly names: readonly Word[];
  /** The whole comment. */
  readonly comment: Comment;
  /** First and last line (from 0) that it covers. */
  readonly first: number;
  readonly last: number;
  readonly reason?: string;
}

interface Pragma {
  readonly dialect: Dialect;
  readonly scope: Suppression['scope'];
  readonly pattern: RegExp;
}

/** What a comment may say, without its `#`. The first group is the list of names, a second one the reason. */
const pragmas: readonly Pragma[] = [
  {
    dialect: 'dockerfile-mentor',
    scope: 'file',
    pattern: /^dockerfile-mentor\s+global\s+ignore\s*=\s*([^\s=]+(?:\s*,\s*[^\s=,]+)*)(?:\s+reason\s*=\s*(.*))?/d,
  },
  {
    dialect: 'dockerfile-mentor',
    scope: 'instruction',
    pattern: /^dockerfile-mentor\s+ignore\s*=\s*([^\s=]+(?:\s*,\s*[^\s=,]+)*)(?:\s+reason\s*=\s*(.*))?/d,
  },
  { dialect: 'hadolint', scope: 'file', pattern: /^hadolint\s+global\s+ignore\s*=\s*([\w,\s]+?)\s*(?:#\s*(.*))?$/d },
  { dialect: 'hadolint', scope: 'stage', pattern: /^hadolint\s+stage\s+ignore\s*=\s*([\w,\s]+?)\s*(?:#\s*(.*))?$/d },
  { dialect: 'hadolint', scope: 'instruction', pattern: /^hadolint\s+ignore\s*=\s*([\w,\s]+?)\s*(?:#\s*(.*))?$/d },
  { dialect: 'buildkit', scope: 'instruction', pattern: /^check\s*=\s*(?:[^;]*;)?\s*skip=([^;\s]+)/di },
  { dialect: 'shellcheck', scope: 'instruction', pattern: /^shellcheck\s+disable\s*=\s*([\w,]+)/d },
  { dialect: 'dockerfile-utils', scope: 'instruction', pattern: /^dockerfile-utils:\s*ignore(?:\s+([\w,-]+))?/d },
  { dialect: 'tally', scope: 'file', pattern: /^tally\s+global\s+ignore\s*=\s*([^\s;]+)(?:;\s*reason\s*=\s*(.*))?/d },
  { dialect: 'tally', scope: 'instruction', pattern: /^tally\s+ignore\s*=\s*([^\s;]+)(?:;\s*reason\s*=\s*(.*))?/d },
  { dialect: 'checkov', scope: 'file', pattern: /^checkov:skip\s*=\s*([\w,]+)(?::(.*))?/d },
];

/** Every suppression of a file, in order. */
export function readSuppressions(file: Dockerfile): Suppression[] {
  const found: Suppression[] = [];
  const check = file.directive('check');
  const skip = check && /(?:^|;)\s*skip=([^;]*)/di.exec(check.value.text);
  const range = skip?.indices?.[1];
  if (check && range) {
    const names = splitNames(
      new Word(file.source, skip[1] as string, check.value.start + range[0], check.value.start + range[1]),
    );
    found.push({
      dialect: 'buildkit',
      scope: 'file',
      names,
      comment: check.span as Comment,
      first: 0,
      last: file.source.lineCount,
    });
  }
  for (const comment of file.comments) {
    const suppression = readComment(file, comment);
    if (suppression) found.push(suppression);
  }
  return found;
}

function readComment(file: Dockerfile, comment: Comment): Suppression | undefined {
  const { raw } = comment;
  const lead = /^#+\s*/.exec(raw)?.[0].length ?? 0;
  const text = raw.slice(lead).trimEnd();
  if (!/ignore|skip|disable/.test(text)) return undefined;
  for (const { dialect, scope, pattern } of pragmas) {
    const match = pattern.exec(text);
    if (!match) continue;
    const indices = match.indices?.[1];
    const start = comment.start + lead + (indices?.[0] ?? 0);
    const list = new Word(comment.source, match[1] ?? '', start, start + (match[1]?.length ?? 0));
    const covered = coverage(file, comment, dialect, scope);
    const reason = match[2]?.trim();
    return { dialect, scope, names: splitNames(list), comment, ...covered, ...(reason && { reason }) };
  }
  return undefined;
}

function splitNames(list: Word): Word[] {
  const names: Word[] = [];
  for (const match of list.text.matchAll(/[^\s,]+/g)) {
    const start = list.start + match.index;
    names.push(new Word(list.source, match[0], start, start + match[0].length));
  }
  return names;
}

/** A comment covers the next instruction, or the one that it stands in. */
function coverage(
  file: Dockerfile,
  comment: Comment,
  dialect: Dialect,
  scope: Suppression['scope'],
): { first: number; last: number } {
  if (scope === 'file') return { first: 0, last: file.source.lineCount };
  const line = file.source.lineAt(comment.start);
  const target = instructionFrom(file, line);
  if (!target) return { first: line, last: line };
  if (scope === 'stage') {
    const next = file.stages[(target.stage?.index ?? -1) + 1];
    return { first: target.line.firstLine, last: next ? next.from.line.firstLine - 1 : file.source.lineCount };
  }
  if (dialect === 'dockerfile-mentor' && target.line.firstLine < line) {
    return { first: line, last: target.line.lastLine };
  }
  return { first: target.line.firstLine, last: target.line.lastLine };
}

/** The instruction that holds a line, or the first that begins behind it. */
function instructionFrom(file: Dockerfile, line: number): Instruction | undefined {
  let low = 0;
  let high = file.instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((file.instructions[middle] as Instruction).line.lastLine < line) low = middle + 1;
    else high = middle;
  }
  return file.instructions[low];
}

/** Whether a suppression silences a rule; `all` and a bare `dockerfile-utils: ignore` silence every rule. */
export function silences(suppression: Suppression, ruleId: string, names: RuleNames): boolean {
  if (suppression.names.length === 0) return true;
  return suppression.names.some(
    ({ text }) => text === 'all' || names.find(bareName(text)).some((rule) => rule.id === ruleId),
  );
}

/** `hadolint/DL3008` and `buildkit/StageNameCasing` of tally without the tool. */
export function bareName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Span, Word } from '../dockerfile/source.ts';
import { checkDirective } from './checkdirective.ts';
import { insertAfter, removeLines } from './edits.ts';
import { type Dialect, readSuppressions, type Suppression } from './ignore.ts';
import { nameIn } from './ignorenames.ts';
import type { AnyRule } from './rule.ts';

/** The edits that write, extend and delete the comments and directives that silence rules. */

const byteOrderMark = 0xfeff;
const looksLikeDirective = /^\s*#\s*(?:syntax|escape|check)\s*=\s*\S/i;

/**
 * Deletes a comment or directive with its line. Undefined where the line below would become a directive: it is a
 * comment now only because this one ends the block of directives.
 */
function removeComment(file: Dockerfile, comment: Span): TextEdit | undefined {
  const { source } = file;
  const line = source.lineAt(comment.start);
  if (line === file.directives.length && looksLikeDirective.test(source.lineText(line + 1))) return undefined;
  const edit = removeLines(comment);
  return line === 0 ? { ...edit, range: { ...edit.range, start: source.positionAt(startOfText(file)) } } : edit;
}

/** Takes one name out of a suppression; all of it where nothing would be left. */
export function removeName(file: Dockerfile, suppression: Suppression, name: Word | undefined): TextEdit | undefined {
  const { names } = suppression;
  if (names.length <= 1 || !name) return removeWhole(file, suppression);
  const index = names.indexOf(name);
  const next = names[index + 1];
  const range = next ? file.range(name.start, next.start) : file.range((names[index - 1] as Word).end, name.end);
  return { range, newText: '' };
}

/** A check directive keeps its other options. */
function removeWhole(file: Dockerfile, suppression: Suppression): TextEdit | undefined {
  const options = suppression.isDirective ? (checkDirective(file)?.options ?? []) : [];
  const index = options.findLastIndex(({ key }) => key.text === 'skip');
  const skip = options[index]?.word;
  if (!skip || options.length === 1) return removeComment(file, suppression.span);
  const next = options[index + 1]?.word;
  const range = next
    ? file.range(skip.start, next.start)
    : file.range((options[index - 1]?.word ?? skip).end, skip.end);
  return { range, newText: '' };
}

/**
 * Silences a rule for the instruction at an offset, in the notation that the file uses already: one more name in a
 * comment that is there, or a new comment above. Undefined for a place that no comment can cover.
 */
export function ignoreHere(file: Dockerfile, offset: number, rule: AnyRule): TextEdit | undefined {
  const { source } = file;
  const line = source.lineAt(offset);
  const instruction = file.instructionAt(offset);
  if (
    line < file.directives.length ||
    !(instruction || file.comments.some(({ start }) => source.lineAt(start) === line))
  )
    return undefined;
  const isAbove = (one: Suppression): boolean => one.span.start < (instruction?.start ?? offset);
  const there = readSuppressions(file).filter(
    (one) => one.scope === 'instruction' && one.first <= line && line <= one.last && isAbove(one),
  );
  const extended = extendOne(there, rule);
  if (extended) return extended;
  const dialect = instruction ? newHere(file, instruction, rule) : 'dockerfile-mentor';
  const name = nameIn(dialect, 'instruction', rule) ?? rule.id;
  const at = instruction ? lineForComment(file, instruction, dialect) : line;
  return insertComment(file, at, instruction?.line.firstLine ?? line, `${commentStart[dialect]}${name}`);
}

/** Silences a rule for the whole file. */
export function ignoreInFile(file: Dockerfile, rule: AnyRule): TextEdit {
  const suppressions = readSuppressions(file);
  const there = suppressions.filter((one) => one.scope === 'file' && !one.inert && one.dialect !== 'checkov');
  return extendOne(there, rule) ?? addSkip(file, rule) ?? addGlobal(file, suppressions, rule);
}

/** The beginning of a new comment for one instruction. */
const commentStart: Readonly<Partial<Record<Dialect, string>>> = {
  'dockerfile-mentor': '# dockerfile-mentor ignore=',
  hadolint: '# hadolint ignore=',
  tally: '# tally ignore=',
  buildkit: '# check=skip=',
  shellcheck: '# shellcheck disable=',
};
/** The beginning of a new comment for the whole file. */
const globalStart: Readonly<Partial<Record<Dialect, string>>> = {
  'dockerfile-mentor': '# dockerfile-mentor global ignore=',
  hadolint: '# hadolint global ignore=',
  tally: '# tally global ignore=',
};
const writable = Object.keys(commentStart) as Dialect[];

/** One more name in the first suppression whose notation has a word for the rule; our own notation comes first. */
function extendOne(suppressions: readonly Suppression[], rule: AnyRule): TextEdit | undefined {
  for (const dialect of writable) {
    for (const suppression of suppressions) {
      const name = suppression.dialect === dialect ? nameIn(dialect, suppression.scope, rule) : undefined;
      const last = suppression.names.at(-1);
      if (name && last && !suppression.inert) return insertAfter(last, `,${name}`);
    }
  }
  return undefined;
}

/** The notations that a file uses for single instructions or at all, in our order of liking. */
function usedDialects(suppressions: readonly Suppression[]): Dialect[] {
  const used = new Set(suppressions.filter(({ isDirective }) => !isDirective).map(({ dialect }) => dialect));
  return writable.filter((dialect) => used.has(dialect));
}

/** The notation for a new comment above an instruction: one that the file uses, that has a word for the rule and works there. */
function newHere(file: Dockerfile, instruction: Instruction, rule: AnyRule): Dialect {
  const fits = (dialect: Dialect): boolean => {
    if (nameIn(dialect, 'instruction', rule) === undefined) return false;
    if (dialect === 'buildkit') return takesCheckComment(file, instruction);
    return dialect !== 'hadolint' || lineForComment(file, instruction, 'hadolint') === instruction.line.firstLine;
  };
  return usedDialects(readSuppressions(file)).find(fits) ?? 'dockerfile-mentor';
}

/** Whether a new `# check=` above an instruction would be read as a comment of that instruction. */
function takesCheckComment(file: Dockerfile, instruction: Instruction): boolean {
  const line = lineForComment(file, instruction, 'buildkit');
  const hasCheck = readSuppressions(file).some(
    ({ dialect, first, inert, span }) =>
      dialect === 'buildkit' &&
      (first === instruction.line.firstLine || inert !== undefined) &&
      span.end <= instruction.start,
  );
  return line > file.directives.length && !hasCheck && !(file.directive('check') && instruction.index === 0);
}

/**
 * The line at which a new comment for an instruction is put in: directly above it, but above comments that count only
 * directly above it themselves.
 */
function lineForComment(file: Dockerfile, instruction: Instruction, dialect: Dialect): number {
  let line = instruction.line.firstLine;
  const mustTouch = new Set(
    readSuppressions(file)
      .filter((one) => one.first === line && (one.dialect === 'dockerfile-utils' || one.dialect === 'hadolint'))
      .map(({ span }) => file.source.lineAt(span.start)),
  );
  if (dialect === 'hadolint' && mustTouch.size === 0) return line;
  while (mustTouch.has(line - 1)) line--;
  return line;
}

/** A line of its own, indented like another line. */
function insertComment({ source }: Dockerfile, at: number, like: number, text: string): TextEdit {
  const indent = /^\uFEFF?([ \t]*)/.exec(source.lineText(like))?.[1] ?? '';
  const offset = at === 0 && source.text.charCodeAt(0) === byteOrderMark ? 1 : source.lineStart(at);
  return { range: source.range(offset, offset), newText: `${indent}${text}${source.newline}` };
}

/** `skip=` in a check directive that has none. */
function addSkip(file: Dockerfile, rule: AnyRule): TextEdit | undefined {
  const name = nameIn('buildkit', 'file', rule);
  const options = checkDirective(file)?.options ?? [];
  const last = options.at(-1);
  const isFull = options.length > 2 || options.some(({ isValid, key }) => !isValid || key.text === 'skip');
  return last && name && !isFull ? insertAfter(last.word, `;skip=${name}`) : undefined;
}

/** Below the directives: a comment above one of them would make it a comment too. */
function addGlobal(file: Dockerfile, suppressions: readonly Suppression[], rule: AnyRule): TextEdit {
  const fits = (one: Dialect): boolean => one in globalStart && nameIn(one, 'file', rule) !== undefined;
  const dialect = usedDialects(suppressions).find(fits) ?? 'dockerfile-mentor';
  const text = `${globalStart[dialect]}${nameIn(dialect, 'file', rule)}`;
  const { source } = file;
  const line = firstLineBelowDirectives(file);
  if (line < source.lineCount) return insertComment(file, line, line, text);
  const end = source.positionAt(source.text.length);
  return { range: { start: end, end }, newText: `${source.newline}${text}${source.newline}` };
}

/** BuildKit looks for `# syntax=` and `# check=` below a `#!` line too. */
export function firstLineBelowDirectives({ source, directives }: Dockerfile): number {
  let line = directives.length;
  if (line > 0 || !/^\uFEFF?#!/.test(source.text)) return line;
  do line++;
  while (line < source.lineCount && looksLikeDirective.test(source.lineText(line)));
  return line;
}

function startOfText({ source }: Dockerfile): number {
  return source.text.charCodeAt(0) === byteOrderMark ? 1 : 0;
}

/** Moves a comment to the line above another line. */
export function moveComment(file: Dockerfile, comment: Span, line: number): TextEdit[] {
  const removal = removeComment(file, comment);
  return removal ? [removal, insertComment(file, line, line, comment.raw.trim())] : [];
}

/** The instruction that a comment stands in, else the first one below it. */
export function instructionFor(file: Dockerfile, comment: Span): Instruction | undefined {
  return file.instructionAt(comment.start) ?? file.instructions.find(({ start }) => start > comment.start);
}

import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';
import { Comment } from '../dockerfile/scanner.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Span, Word } from '../dockerfile/source.ts';
import { checkComment, checkDirective } from './checkdirective.ts';
import { mayHaveSome, readComment, readShellcheck, type Statement, skipOption } from './ignorecomments.ts';

/** Whose notation a suppression is written in. */
export type Dialect =
  | 'dockerfile-mentor'
  | 'hadolint'
  | 'buildkit'
  | 'shellcheck'
  | 'dockerfile-utils'
  | 'tally'
  | 'checkov';

/** Why a suppression silences nothing, whatever the rules find: its tool does not take it as it is or where it is. */
type Inert =
  /** Its tool cannot read it; `wrong` says where. */
  | 'malformed'
  /** Only the very next line counts, and that is no instruction. */
  | 'not-directly-above'
  | 'nothing-follows'
  | 'inside-instruction'
  /** Our `global ignore` counts only before the first instruction. */
  | 'below-first-instruction'
  /** hadolint's `stage ignore` counts only directly above a FROM. */
  | 'not-above-from'
  /** BuildKit reads the first `# check=` above an instruction only. */
  | 'second-check'
  /** BuildKit forgets the comments above an empty one. */
  | 'detached';

/** A comment or directive that silences rules. */
export interface Suppression {
  readonly dialect: Dialect;
  readonly scope: 'instruction' | 'stage' | 'file';
  /** The names as written. None: every rule. */
  readonly names: readonly Word[];
  /** The whole comment or directive. */
  readonly span: Span;
  readonly isDirective: boolean;
  /** First and last line (from 0) that it covers; nothing where the first is behind the last. */
  readonly first: number;
  readonly last: number;
  /** Why, in the words of the author. */
  readonly reason?: string;
  readonly inert?: Inert;
  /** The word that its tool cannot read. */
  readonly wrong?: Word;
}

const nothing = { first: 0, last: -1 };
const read = new Memo<Dockerfile, readonly Suppression[]>();

/** Every suppression of a file, in order; those that silence nothing too. */
export function readSuppressions(file: Dockerfile): readonly Suppression[] {
  let found = read.get(file);
  if (!found) {
    found = mayHaveSome.test(file.text) ? readAll(file) : [];
    read.set(file, found);
  }
  return found;
}

const silencing = new Memo<Dockerfile, ReadonlySet<number>>();

/** The lines of the comments that say what tools leave out of what follows, not of the whole file. */
export function silencingLines(file: Dockerfile): ReadonlySet<number> {
  let lines = silencing.get(file);
  if (!lines) {
    const own = readSuppressions(file).filter(({ scope }) => scope !== 'file');
    lines = new Set(own.map(({ span }) => file.source.lineAt(span.start)));
    silencing.set(file, lines);
  }
  return lines;
}

function readAll(file: Dockerfile): Suppression[] {
  const found: Suppression[] = [];
  const directive = checkDirective(file);
  const skip = directive && skipOption(directive.options);
  if (directive && skip) {
    const span = file.directive('check')?.span as Span;
    const everything = { first: 0, last: file.source.lineCount };
    found.push({ dialect: 'buildkit', scope: 'file', names: skip.names, span, isDirective: true, ...everything });
  }
  for (const comment of file.comments) {
    const statement = readComment(comment);
    if (statement) found.push(place(file, comment, statement));
  }
  return [...orderChecks(file, found), ...shellComments(file)];
}

/** What a comment covers, by the habits of its tool. */
function place(file: Dockerfile, comment: Comment, { reason, wrong, ...statement }: Statement): Suppression {
  const base = { ...statement, span: comment, isDirective: false, ...(reason && { reason }), ...(wrong && { wrong }) };
  if (wrong) return { ...base, ...nothing, inert: 'malformed' };
  const where = statement.scope === 'file' ? coverFile(file, comment, base) : coverNext(file, comment, base);
  return typeof where === 'string' ? { ...base, ...nothing, inert: where } : { ...base, ...where };
}

type Cover = Pick<Suppression, 'first' | 'last'> | Inert;

function coverFile(file: Dockerfile, comment: Comment, { dialect }: Statement): Cover {
  const first = file.instructions[0];
  if (dialect === 'dockerfile-mentor' && first && comment.start > first.start) return 'below-first-instruction';
  if (dialect === 'hadolint' && file.instructionAt(comment.start)) return 'inside-instruction';
  return { first: 0, last: file.source.lineCount };
}

/** Tools that see the comments between two instructions only. */
const outsideOnly: ReadonlySet<Dialect> = new Set(['hadolint', 'buildkit', 'dockerfile-utils']);
/** Tools for which nothing may stand between the comment and what it is about. */
const nextLineOnly: ReadonlySet<Dialect> = new Set(['hadolint', 'dockerfile-utils']);

function coverNext(file: Dockerfile, comment: Comment, { dialect, scope }: Statement): Cover {
  const line = file.source.lineAt(comment.start);
  const around = file.instructionAt(comment.start);
  if (around) return outsideOnly.has(dialect) ? 'inside-instruction' : { first: line, last: around.line.lastLine };
  const next = nextInstruction(file, line);
  if (!next) return 'nothing-follows';
  const { firstLine, lastLine } = next.line;
  if (nextLineOnly.has(dialect) && firstLine !== line + 1) return 'not-directly-above';
  if (scope === 'stage') return next.is('FROM') ? coverStage(file, next) : 'not-above-from';
  // Our own comment covers those below it too, so that what is wrong with them can be ignored.
  return { first: dialect === 'dockerfile-mentor' ? line : firstLine, last: lastLine };
}

/** From the line below FROM to the line above the next. */
function coverStage(file: Dockerfile, from: Instruction): Cover {
  const next = file.stages[(from.stage?.index ?? 0) + 1];
  return { first: from.line.lastLine + 1, last: next ? next.from.line.firstLine - 1 : file.source.lineCount };
}

function nextInstruction(file: Dockerfile, line: number): Instruction | undefined {
  let low = 0;
  let high = file.instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((file.instructions[middle] as Instruction).line.firstLine <= line) low = middle + 1;
    else high = middle;
  }
  return file.instructions[low];
}

/** Of the `# check=` comments above an instruction BuildKit reads the first one that stands below the last empty comment. */
function orderChecks(file: Dockerfile, found: readonly Suppression[]): Suppression[] {
  if (!found.some(isInlineCheck)) return [...found];
  const inert = new Map<Span, Inert>();
  let read: Span | undefined = file.directive('check')?.span;
  let above = file.instructions[0];
  for (const comment of file.comments) {
    if (file.instructionAt(comment.start)) continue;
    const next = nextInstruction(file, file.source.lineAt(comment.start));
    if (next !== above) read = undefined;
    above = next;
    if (/^#\s*$/.test(comment.raw)) {
      if (read) inert.set(read, 'detached');
      read = undefined;
    } else if (checkComment(comment)) {
      if (read) inert.set(comment, 'second-check');
      read ??= comment;
    }
  }
  return found.map((one) => {
    const why = isInlineCheck(one) && !one.inert ? inert.get(one.span) : undefined;
    return why ? { ...one, ...nothing, inert: why } : one;
  });
}

function isInlineCheck({ dialect, isDirective }: Suppression): boolean {
  return dialect === 'buildkit' && !isDirective;
}

/** `# shellcheck disable=` inside the scripts of heredocs: for the statement below it, the first one for all. */
function shellComments(file: Dockerfile): Suppression[] {
  if (!file.text.includes('shellcheck')) return [];
  const found: Suppression[] = [];
  for (const run of file.all('RUN')) {
    for (const { body } of run.heredocs) {
      for (const comment of commentsIn(file, body)) {
        const statement = readShellcheck(comment);
        if (!statement) continue;
        const { dialect, scope, names, reason } = statement;
        const cover = coverStatement(file, run, comment);
        found.push({ dialect, scope, names, span: comment, isDirective: false, ...cover, ...(reason && { reason }) });
      }
    }
  }
  return found;
}

function* commentsIn({ source }: Dockerfile, body: Span): Generator<Comment> {
  for (const { 0: lead, index } of body.raw.matchAll(/^[ \t]*#/gm)) {
    const start = body.start + index + lead.length - 1;
    yield new Comment(source, start, source.lineEnd(source.lineAt(start)));
  }
}

function coverStatement(file: Dockerfile, run: Instruction, comment: Comment): Pick<Suppression, 'first' | 'last'> {
  const { source } = file;
  const statements = shellNodes(file, 'Statement').filter(({ instruction }) => instruction === run);
  const below = statements.findIndex(({ start }) => start > comment.start);
  const statement = statements[below];
  if (below === 0) return { first: run.line.firstLine, last: run.line.lastLine };
  if (!statement) return { first: source.lineAt(comment.start), last: run.line.lastLine };
  return { first: source.lineAt(statement.start), last: source.lineAt(statement.end) };
}

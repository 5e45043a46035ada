import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';
import { Comment } from '../dockerfile/scanner.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { type Span, Word } from '../dockerfile/source.ts';
import { type CheckOption, checkComment, checkDirective, readCheckOptions } from './checkdirective.ts';

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

/** What a comment says, before it is known what that covers. */
type Statement = Pick<Suppression, 'dialect' | 'scope' | 'names'> & {
  readonly reason?: string | undefined;
  readonly wrong?: Word | undefined;
};

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

const mayHaveSome = /ignor|skip|disabl/i;
const tools = /^#+\s*(dockerfile-mentor|dockerfile-utils|hadolint|check|shellcheck|tally|checkov|bridgecrew)\b/i;

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

/** The last `skip=` counts. */
function skipOption(options: readonly CheckOption[]): CheckOption | undefined {
  return options.findLast(({ key, names }) => key.text === 'skip' && names.length > 0);
}

function readComment(comment: Comment): Statement | undefined {
  const { raw } = comment;
  if (!mayHaveSome.test(raw)) return undefined;
  switch (tools.exec(raw)?.[1]?.toLowerCase()) {
    case 'dockerfile-mentor':
      return readOwn(comment);
    case 'hadolint':
      return readHadolint(comment);
    case 'check':
      return readCheck(comment);
    case 'shellcheck':
      return readShellcheck(comment);
    case 'dockerfile-utils':
      return readDockerfileUtils(comment);
    case 'tally':
      return readTally(comment);
    case 'checkov':
    case 'bridgecrew':
      return readCheckov(comment);
    default:
      return undefined;
  }
}

/** `# dockerfile-mentor ignore=RULE[,RULE] [reason=TEXT]`, `# dockerfile-mentor global ignore=…`. */
function readOwn(comment: Comment): Statement | undefined {
  const { raw } = comment;
  const dialect = 'dockerfile-mentor';
  const start = /^#+\s*dockerfile-mentor\s+(global\s+)?ignore\s*=/.exec(raw);
  if (start) {
    const { names, end } = readList(comment, start[0].length, /(?!reason\s*=)[^\s,;#=]+/y);
    const reason = /^[\s;,]*reason\s*=\s*(.*\S)/.exec(raw.slice(end))?.[1];
    const wrong = names.length === 0 ? wordAt(comment, 0, raw.length) : undefined;
    return { dialect, scope: start[1] ? 'file' : 'instruction', names, reason, wrong };
  }
  const almost = /^#+\s*dockerfile-mentor[\s:-]+(global[\s-]+)?(?:ignored?|disable|skip|suppress)\b/i.exec(raw);
  if (!almost) return undefined;
  const scope = almost[1] ? 'file' : 'instruction';
  return { dialect, scope, names: [], wrong: wordAt(comment, 0, raw.trimEnd().length) };
}

/** hadolint takes capital letters of codes and digits only, and nothing behind the list but `# …`. */
function readHadolint(comment: Comment): Statement | undefined {
  const { raw } = comment;
  const dialect = 'hadolint';
  const start = /^#[ \t]*hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=/.exec(raw);
  if (!start) {
    const isMeant = /\b(?:ignored?|disable|skip)\b/i.test(raw) && /\b(?:DL|SC)\d/i.test(raw);
    return isMeant
      ? { dialect, scope: 'instruction', names: [], wrong: wordAt(comment, 0, raw.trimEnd().length) }
      : undefined;
  }
  const scope = start[1] === 'global' ? 'file' : start[1] === 'stage' ? 'stage' : 'instruction';
  const { names, end } = readList(comment, start[0].length, /[DLSC0-9]+(?![^\s,#])/y);
  const rest = /^[ \t]*(?:#[ \t]*(.*\S)?\s*)?$/.exec(raw.slice(end));
  if (names.length > 0 && rest) return { dialect, scope, names, reason: rest[1] };
  return { dialect, scope, names: [], wrong: firstWrongToken(comment, start[0].length) };
}

/** The first word of hadolint's list that is no code, or that no comma parts from the one before it. */
function firstWrongToken(comment: Comment, from: number): Word {
  const text = comment.raw.slice(from);
  let parted = true;
  for (const { 0: token, index } of text.matchAll(/,|[^\s,]+/g)) {
    if (token === ',') parted = true;
    else if (!parted || !/^[DLSC0-9]+$/.test(token)) return wordAt(comment, from + index, from + index + token.length);
    else parted = false;
  }
  return wordAt(comment, 0, comment.raw.trimEnd().length);
}

/** `# check=skip=A,B` above an instruction; BuildKit leaves out one that it cannot read. */
function readCheck(comment: Comment): Statement | undefined {
  const value = checkComment(comment);
  if (!value) return undefined;
  const options = readCheckOptions(value);
  const skip = skipOption(options);
  if (!skip) return undefined;
  const wrong = options.find(({ isValid }) => !isValid)?.word;
  const cut = value.text.indexOf(' ');
  const reason = cut < 0 ? undefined : value.text.slice(cut).trim();
  return { dialect: 'buildkit', scope: 'instruction', names: skip.names, reason, wrong };
}

/** `# shellcheck disable=SC2086,SC2046 # reason`. */
function readShellcheck(comment: Comment): Statement | undefined {
  const start = /^#+\s*shellcheck\s(?:[^#]*\s)?disable=/.exec(comment.raw);
  if (!start) return undefined;
  const { names, end } = readList(comment, start[0].length, /all\b|(?:SC)?\d+(?:-(?:SC)?\d+)?/y);
  if (names.length === 0) return undefined;
  const reason = /#\s*(.*\S)/.exec(comment.raw.slice(end))?.[1];
  return { dialect: 'shellcheck', scope: 'instruction', names, reason };
}

/** `# dockerfile-utils: ignore`: every check, or those named. */
function readDockerfileUtils(comment: Comment): Statement | undefined {
  const start = /^#\s*dockerfile-utils:\s*ignore(?=\s|$)/.exec(comment.raw);
  if (!start) return undefined;
  const { names, end } = readList(comment, start[0].length, /[\w-]+/y);
  return comment.raw.slice(end).trim() === ''
    ? { dialect: 'dockerfile-utils', scope: 'instruction', names }
    : undefined;
}

/** `# tally [global] ignore=A,B[;reason=…]`. */
function readTally(comment: Comment): Statement | undefined {
  const start = /^#\s*tally\s+(global\s+)?ignore\s*=/i.exec(comment.raw);
  if (!start) return undefined;
  const { names, end } = readList(comment, start[0].length, /[A-Za-z0-9_./-]+/y);
  if (names.length === 0) return undefined;
  const reason = /^\s*;\s*reason\s*=\s*(.*\S)/i.exec(comment.raw.slice(end))?.[1];
  return { dialect: 'tally', scope: start[1] ? 'file' : 'instruction', names, reason };
}

/** `#checkov:skip=CKV_DOCKER_1:reason`. */
function readCheckov(comment: Comment): Statement | undefined {
  const start = /^#+\s*(?:checkov|bridgecrew):skip=/.exec(comment.raw);
  if (!start) return undefined;
  const { names, end } = readList(comment, start[0].length, /\w+/y);
  if (names.length === 0) return undefined;
  return { dialect: 'checkov', scope: 'file', names, reason: /^\s*:\s*(.*\S)/.exec(comment.raw.slice(end))?.[1] };
}

/** Names with commas between them, from an index of a comment on. `name` is sticky. */
function readList(comment: Comment, from: number, name: RegExp): { names: Word[]; end: number } {
  const { raw } = comment;
  const names: Word[] = [];
  let end = from;
  for (let at = skipBlanks(raw, from); ; at = skipBlanks(raw, at + 1)) {
    name.lastIndex = at;
    const match = name.exec(raw);
    if (!match) return { names, end };
    end = at + match[0].length;
    names.push(wordAt(comment, at, end));
    at = skipBlanks(raw, end);
    if (raw[at] !== ',') return { names, end };
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function wordAt(comment: Comment, from: number, to: number): Word {
  return new Word(comment.source, comment.raw.slice(from, to), comment.start + from, comment.start + to);
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

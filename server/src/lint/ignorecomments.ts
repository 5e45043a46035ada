import type { Comment } from '../dockerfile/scanner.ts';
import { Word } from '../dockerfile/source.ts';
import { type CheckOption, checkComment, readCheckOptions } from './checkdirective.ts';
import type { Suppression } from './ignore.ts';

/** How tools write comments that silence rules. */

/** What a comment says, before it is known what that covers. */
export type Statement = Pick<Suppression, 'dialect' | 'scope' | 'names'> & {
  readonly reason?: string | undefined;
  readonly wrong?: Word | undefined;
};

/** Saves looking at most comments. */
export const mayHaveSome = /ignor|skip|disabl/i;
const tools = /^#+\s*(dockerfile-mentor|dockerfile-utils|hadolint|check|shellcheck|tally|checkov|bridgecrew)\b/i;

/** What a comment says, in whichever notation; undefined where it silences nothing and is not meant to. */
export function readComment(comment: Comment): Statement | undefined {
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
export function readShellcheck(comment: Comment): Statement | undefined {
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

/** The option of `# check=` that silences: the last `skip=` counts. */
export function skipOption(options: readonly CheckOption[]): CheckOption | undefined {
  return options.findLast(({ key, names }) => key.text === 'skip' && names.length > 0);
}

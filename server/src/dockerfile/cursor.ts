import type { Dockerfile, Instruction } from './dockerfile.ts';
import type { Heredoc } from './scanner.ts';

/**
 * Where a cursor stands, read from what is left of it: the text right of it may be half typed, or not there yet.
 */
export type Cursor =
  /** In a comment or a directive; `before` from the `#` to the cursor. */
  | { readonly kind: 'comment'; readonly before: string }
  /** Where a keyword begins or is being written; `outer` is the ONBUILD before it. */
  | {
      readonly kind: 'keyword';
      readonly typed: string;
      readonly instruction?: Instruction | undefined;
      readonly outer?: Instruction | undefined;
    }
  /** In the body of a heredoc; `before` from the beginning of the body. */
  | {
      readonly kind: 'body';
      readonly instruction: Instruction;
      readonly heredoc: Heredoc;
      readonly before: string;
    }
  | ArgumentCursor;

/** Behind the keyword of an instruction. Words are as written, continuations joined. */
export interface ArgumentCursor {
  readonly kind: 'argument';
  readonly instruction: Instruction;
  /** Everything between keyword and cursor. */
  readonly before: string;
  /** The flags that stand before the word at the cursor. */
  readonly flags: readonly string[];
  /** What follows the flags, up to the cursor. */
  readonly rest: string;
  /** The words of it that stand before the word at the cursor. */
  readonly args: readonly string[];
  /** The word at the cursor, as far as it is left of it. */
  readonly typed: string;
  /** Whether the word at the cursor is a flag, or the beginning of one. */
  readonly isFlag: boolean;
}

/** Undefined where nothing can be said: in the indentation before a keyword. */
export function cursorAt(file: Dockerfile, offset: number): Cursor | undefined {
  const { source } = file;
  const line = source.lineAt(offset);
  const lineStart = source.lineStart(line);
  const instruction = file.instructionAt(offset) ?? continued(file, line);
  const heredoc = instruction && bodyAt(instruction, offset);
  if (heredoc) {
    const start = Math.min(heredoc.body.start, offset);
    return { kind: 'body', instruction, heredoc, before: source.text.slice(start, offset) };
  }
  const before = source.text.slice(lineStart, offset).replace(/^\uFEFF/, '');
  if (/^\s*#/.test(source.lineText(line).replace(/^\uFEFF/, ''))) {
    return before.includes('#') ? { kind: 'comment', before: before.trimStart() } : undefined;
  }
  if (!instruction) return { kind: 'keyword', typed: '' };
  return inInstruction(instruction, offset);
}

function inInstruction(outermost: Instruction, offset: number): Cursor | undefined {
  let instruction = outermost;
  while (instruction.trigger && offset >= instruction.trigger.start) instruction = instruction.trigger;
  const { keywordWord, outer } = instruction;
  if (offset < keywordWord.start) return undefined;
  if (offset <= keywordWord.end) {
    return { kind: 'keyword', typed: instruction.source.text.slice(keywordWord.start, offset), instruction, outer };
  }
  if (instruction.is('ONBUILD')) return { kind: 'keyword', typed: '', outer: instruction };
  const before = textBetween(instruction, keywordWord.end, offset);
  return { kind: 'argument', instruction, before, ...readWords(before, instruction.file.escape) };
}

/** The instruction whose last line ends in the escape character, where only the end of the file follows. */
function continued(file: Dockerfile, line: number): Instruction | undefined {
  const { source, escape } = file;
  if (line === 0 || source.lineStart(line) !== source.text.length) return undefined;
  if (
    !source
      .lineText(line - 1)
      .trimEnd()
      .endsWith(escape)
  )
    return undefined;
  const instruction = file.instructionAt(source.lineStart(line - 1));
  return instruction && instruction.heredocs.length === 0 ? instruction : undefined;
}

function bodyAt(instruction: Instruction, offset: number): Heredoc | undefined {
  const first = instruction.heredocs[0];
  if (!first || offset < first.body.start) return undefined;
  const { source } = instruction;
  // Where the file ends with the marker's line, the body has no line yet.
  if (source.lineAt(offset) === source.lineAt(first.marker.end)) return undefined;
  return (
    instruction.heredocs.find(({ body, terminator }) => body.touches(offset) || terminator?.touches(offset)) ?? first
  );
}

/** The text between two places of an instruction as the builder reads it. */
function textBetween(instruction: Instruction, from: number, to: number): string {
  const { source, file } = instruction;
  const last = source.lineAt(to);
  let out = '';
  for (let line = source.lineAt(from); line <= last; line++) {
    const start = Math.max(source.lineStart(line), from);
    if (line === last) return out + source.text.slice(start, to);
    const text = source.text.slice(start, source.lineEnd(line));
    if (start > from && /^\s*(?:#|$)/.test(text)) continue;
    const kept = text.trimEnd();
    out += kept.endsWith(file.escape) ? kept.slice(0, -1) : text;
  }
  return out;
}

/** Words between blanks outside quotes, the last of them apart. */
export function splitWords(text: string, escape: string): { words: string[]; typed: string } {
  const words: string[] = [];
  let typed = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === escape && quote !== "'" && i + 1 < text.length) typed += c + text[++i];
    else if (quote || !/\s/.test(c)) {
      if (quote ? c === quote : c === '"' || c === "'") quote = quote ? '' : c;
      typed += c;
    } else {
      if (typed !== '') words.push(typed);
      typed = '';
    }
  }
  return { words, typed };
}

function readWords(
  before: string,
  escape: string,
): Pick<ArgumentCursor, 'flags' | 'rest' | 'args' | 'typed' | 'isFlag'> {
  const { words, typed } = splitWords(before, escape);
  const firstArgument = words.findIndex((word) => !word.startsWith('--'));
  const flags = firstArgument < 0 ? words : words.slice(0, firstArgument);
  const args = firstArgument < 0 ? [] : words.slice(firstArgument);
  const isFlag = firstArgument < 0 && typed.startsWith('-');
  let at = 0;
  for (const flag of flags) at = before.indexOf(flag, at) + flag.length;
  return { flags, rest: before.slice(at).trimStart(), args, typed, isFlag };
}

/** Whether the end of a text stands in single quotes, where no variable is replaced. */
export function isInSingleQuotes(text: string, escape: string): boolean {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === escape && quote !== "'") i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
  }
  return quote === "'";
}

import type { Instruction } from './instruction.ts';
import type { Span } from './source.ts';

/**
 * The source of a span as the shell would read it, at equal length: comment lines and blank lines inside continuations
 * become blanks, and each continuation ends in backslash and newline whatever escape character and line end are used.
 */
export function shellText(instruction: Instruction, span: Span): string {
  const { source, line } = instruction;
  const text = source.text.slice(span.start, span.end);
  const firstHeredoc = instruction.heredocs[0]?.body.start ?? Number.POSITIVE_INFINITY;
  if (!text.includes('\n')) return text;
  const skipped = new Set<number>(line.emptyLines);
  for (const comment of line.comments) skipped.add(source.lineAt(comment.start));
  let out = '';
  for (let number = source.lineAt(span.start); number <= source.lineAt(span.end); number++) {
    const from = Math.max(source.lineStart(number), span.start);
    const next = Math.min(source.lineStart(number + 1), span.end);
    const piece = source.text.slice(from, next);
    const isLast = next >= span.end;
    if (from >= firstHeredoc) out += piece.replace(/\r(?=\n)/, ' ');
    else if (skipped.has(number)) out += isLast ? ' '.repeat(piece.length) : joinLine(' '.repeat(piece.length), '');
    else if (isLast || next >= firstHeredoc) out += piece.replace(/\r(?=\n)/, ' ');
    else out += joinLine(piece, instruction.file.escape);
  }
  if (instruction.heredocs.length === 0) return joinComment(detachContinuations(out));
  const end = firstHeredoc - span.start;
  return detachContinuations(out.slice(0, end)) + out.slice(end);
}

/** The builder makes one line of all: behind a `#` nothing is run any more, whatever line it is written on. */
function joinComment(text: string): string {
  const at = text.includes('#') ? commentIn(text) : -1;
  return at < 0 ? text : text.slice(0, at) + text.slice(at).replaceAll('\\\n', '  ');
}

/** Where a shell that knows no line ends begins to read a comment: a `#` that begins a word outside quotes; -1 without. */
function commentIn(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === "'") i = text.indexOf("'", i + 1);
    else if (char === '"') i = closingQuote(text, i + 1);
    else if (char === '#' && /[\s;&|()]/.test(text[i - 1] ?? ' ')) return i;
    if (i < 0) break;
  }
  return -1;
}

function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

/**
 * A continuation that touches the word before it is a part of that word to the parser. Where the next line does not go
 * on with the word, the word ends first: `install\⏎ x` is read as `install \⏎x`, and `x\⏎&&` as `x  &&`.
 */
function detachContinuations(text: string): string {
  return text.replace(/(?<=[^\s\\])\\\n(?:([ \t])|(?=[&|;)]))/g, (_, blank?: string) =>
    blank ? `${blank}\\\n` : '  ',
  );
}

/** Puts backslash and newline at the end of a continued line, in place of its escape character, blanks and line end. */
function joinLine(piece: string, escape: string): string {
  const body = escape === '' ? '' : piece.slice(0, piece.lastIndexOf(escape));
  const length = piece.length - body.length;
  return length >= 2 ? `${body}${' '.repeat(length - 2)}\\\n` : `${body}${' '.repeat(length)}`;
}

/** A script as if its lines ended in line feeds alone, at equal length. */
export function withoutReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r', ' ') : text;
}

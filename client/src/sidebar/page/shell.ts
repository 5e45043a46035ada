/** What a block of shell shows: commands, and the comments and blank lines between them. */
export type ShellPart =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'command';
      /** As it was written. */
      readonly text: string;
      /** What to copy: without a closing comment, which zsh would take for arguments. */
      readonly copy: string;
      /** One line to type into a terminal; nothing where a line end is part of the command and would run it. */
      readonly line?: string;
    };

export function shellParts(source: string): ShellPart[] {
  const lines = source.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const parts: ShellPart[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      parts.push({ kind: 'blank' });
      at += 1;
    } else if (line.trimStart().startsWith('#')) {
      parts.push({ kind: 'comment', text: line });
      at += 1;
    } else {
      const end = commandEnd(lines, at);
      parts.push(command(lines.slice(at, end).join('\n')));
      at = end;
    }
  }
  return parts;
}

/** The index after the last line of the command: it goes on after a backslash, in quotes and in a heredoc. */
function commandEnd(lines: readonly string[], start: number): number {
  let text = lines[start] ?? '';
  let end = start + 1;
  while (end < lines.length && scan(text).open) text += `\n${lines[end++]}`;
  const delimiter = /<<-?\s*(['"]?)(\w+)\1/.exec(text)?.[2];
  if (delimiter === undefined) return end;
  const closing = lines.findIndex((line, index) => index >= end && line.trim() === delimiter);
  return closing < 0 ? end : closing + 1;
}

function command(text: string): ShellPart {
  const { comment } = scan(text);
  const copy = (comment === undefined ? text : text.slice(0, comment)).trim();
  const line = copy.replace(/\s*\\\n\s*/g, ' ');
  return { kind: 'command', text, copy, ...(/\p{Cc}/u.test(line) ? {} : { line }) };
}

/** Whether the text asks for another line, and where a comment at its end begins. */
function scan(text: string): { open: boolean; comment?: number } {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote !== "'") {
      if (at + 1 >= text.length) return { open: true };
      at += 1;
    } else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '#' && /\s/.test(text.charAt(at - 1)) && !text.includes('\n', at)) {
      return { open: false, comment: at };
    }
  }
  return { open: quote !== '' };
}

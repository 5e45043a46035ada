import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Heredoc } from '../dockerfile/scanner.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'unterminated-heredoc',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.instructions) {
      const open = instruction.heredocs.find(({ terminator }) => !terminator);
      if (!open || isDestination(instruction, open)) continue;
      yield {
        range: open.marker.range,
        message: l10n.t(
          'No line below says just `{name}`, so this here-document takes in the rest of the file and the build fails.',
          { name: open.name },
        ),
        fixes: [...bareTerminator(open), appendTerminator(instruction, open)],
      };
    }
  },
};

export default rule;

/** `COPY x <<EOF`: the cause is that a here-document cannot be a destination (`heredoc-destination-invalid`). */
function isDestination(instruction: Instruction, { marker }: Heredoc): boolean {
  return (
    instruction.is('ADD', 'COPY') && instruction.args.length > 1 && instruction.args.at(-1)?.start === marker.start
  );
}

/** A line that would end the here-document without the blanks around it. */
function bareTerminator({ body, name }: Heredoc): Fix[] {
  const { source, start, end } = body;
  for (let line = source.lineAt(start); end > start && line <= source.lineAt(end); line++) {
    if (source.lineText(line).trim() !== name) continue;
    const span = new Span(source, source.lineStart(line), source.lineEnd(line));
    return [
      { title: l10n.t('Delete the blanks around `{name}`', { name }), edits: [replace(span, name)], safe: false },
    ];
  }
  return [];
}

/** Puts the terminator behind the last line that seems to belong to the body. */
function appendTerminator({ source, line }: Instruction, { body, name }: Heredoc): Fix {
  let last = body.end > body.start ? source.lineAt(body.end) : line.lastLine;
  while (last > source.lineAt(body.start) && source.lineText(last).trim() === '') last--;
  const at = source.positionAt(source.lineEnd(last));
  return {
    title: l10n.t('Insert the line `{name}`', { name }),
    edits: [{ range: { start: at, end: at }, newText: `${source.newline}${name}` }],
    safe: false,
  };
}

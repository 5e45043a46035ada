import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { LogicalLine } from '../dockerfile/scanner.ts';
import { Span } from '../dockerfile/source.ts';
import { removeLines } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'empty-continuation-line',
  category: 'deprecated',
  severity: 'warning',
  recommended: true,
  aliases: ['NoEmptyContinuation'],
  presets: { buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { line } of file.instructions) {
      const [first] = line.emptyLines;
      if (first === undefined) continue;
      let last = first;
      while (line.emptyLines.includes(last + 1)) last++;
      yield {
        range: file.range(file.source.lineStart(first), file.source.lineStart(last + 1)),
        message: l10n.t(
          'A blank line inside an instruction is skipped for now and will be an error in a later version.',
        ),
        fixes: [
          { title: l10n.t('Delete the blank lines of this instruction'), edits: removeBlankLines(line), safe: true },
        ],
      };
    }
  },
};

export default rule;

/** One edit for each run of blank lines: edits must not touch. */
function removeBlankLines({ source, emptyLines }: LogicalLine): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let i = 0; i < emptyLines.length; ) {
    const first = emptyLines[i] as number;
    let last = first;
    for (i++; emptyLines[i] === last + 1; i++) last++;
    edits.push(removeLines(new Span(source, source.lineStart(first), source.lineEnd(last))));
  }
  return edits;
}

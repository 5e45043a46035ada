import * as l10n from '@vscode/l10n';
import { type ShellNode, type ShellPlace, type SyntaxNode, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { commentsIn, insertAfter } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-useless-cat',
  category: 'shell',
  severity: 'hint',
  recommended: false,
  aliases: ['SC2002'],
  presets: { hadolint: { severity: 'hint' } },
  perInstruction: true,

  *check(file) {
    for (const place of shellNodes(file, 'Pipeline')) {
      const [first, second] = place.node.commands;
      if (first?.type !== 'Command' || !second || first.name?.value.replace(/^.*\//, '') !== 'cat') continue;
      const [operand, more] = first.args;
      if (more || operand?.type !== 'Word' || operand.text.startsWith('-') || !isOneFile(operand)) continue;
      const cat = place.span(first.pos, first.end);
      yield {
        range: place.span((first.name as ShellNode<'Word'>).pos, operand.end).range,
        message: l10n.t(
          '`cat` only passes the file on: the next command can read it itself, with `<` or as an argument.',
        ),
        fixes: first.redirects.length === 0 ? readDirectly(place, cat, operand, second) : [],
      };
    }
  },
};

export default rule;

/** Whether a word is one file for sure: no pattern, no list, no unquoted variable. */
function isOneFile({ parts }: ShellNode<'Word'>): boolean {
  return (parts ?? []).every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      part.type === 'CommandExpansion' ||
      (part.type === 'DoubleQuoted' && !/\$[@{]?[@*]/.test(part.text)),
  );
}

/** `cat file | cmd …` becomes `cmd … < file`. */
function readDirectly(place: ShellPlace, cat: Span, operand: ShellNode<'Word'>, next: SyntaxNode): Fix[] {
  if (next.type !== 'Command' || next.redirects.some(({ operator }) => operator !== '>' && operator !== '>>'))
    return [];
  if (next.redirects.length > 0 || cat.start !== place.start) return [];
  const command = place.span(next.pos, next.end);
  const { source } = place;
  if (commentsIn(place.instruction, cat.start, command.start).length > 0) return [];
  return shellFix(place, l10n.t('Read the file with `<`'), [
    { range: source.range(cat.start, command.start), newText: '' },
    insertAfter(command, ` < ${operand.text}`),
  ]);
}

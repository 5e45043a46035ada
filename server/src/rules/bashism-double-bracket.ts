import * as l10n from '@vscode/l10n';
import { type ShellNode, type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-double-bracket',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3010'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'TestCommand')) {
      if (!isPlainSh(place, options, true)) continue;
      yield {
        range: place.span(place.node.pos, place.node.pos + 2).range,
        message: l10n.t(
          '`[[` is a bash command: the plain `sh` of this RUN answers `[[: not found`, and the test is false.',
        ),
        fixes: [...singleBracket(place), ...useBash(place)],
      };
    }
  },
};

export default rule;

const portable = new Set(['=', '==', '!=', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-n', '-z', '-e', '-f', '-d']);
const filePredicates = new Set(['-h', '-L', '-r', '-s', '-w', '-x']);

/** `[[ $a == b ]]` becomes `[ "$a" = b ]`: one comparison without patterns. */
function singleBracket(place: ShellPlace<'TestCommand'>): Fix[] {
  const { expression } = place.node;
  if (expression.type !== 'TestBinary' && expression.type !== 'TestUnary') return [];
  if (!portable.has(expression.operator) && !filePredicates.has(expression.operator)) return [];
  const words = expression.type === 'TestBinary' ? [expression.left, expression.right] : [expression.operand];
  const quoted = words.map(quotedWord);
  if (quoted.includes(undefined)) return [];
  const operator = expression.operator === '==' ? '=' : expression.operator;
  const parts = expression.type === 'TestBinary' ? [quoted[0], operator, quoted[1]] : [operator, quoted[0]];
  const edit = { range: place.range, newText: `[ ${parts.join(' ')} ]` };
  return /\\\r?\n/.test(place.raw) ? [] : shellFix(place, l10n.t('Write it with `[`'), [edit]);
}

/** The operand in quotes where it needs them; undefined where it is a pattern or too mixed to tell. */
function quotedWord({ parts, text }: ShellNode<'Word'>): string | undefined {
  if (!parts) return /[*?[\]~<>()!]/.test(text) ? undefined : text;
  if (parts.every(({ type }) => type === 'DoubleQuoted' || type === 'SingleQuoted')) return text;
  const plain = parts.every(
    (part) =>
      part.type === 'SimpleExpansion' ||
      part.type === 'ParameterExpansion' ||
      part.type === 'CommandExpansion' ||
      (part.type === 'Literal' && /^[\w./:@%+,-]*$/.test(part.text)),
  );
  return plain && !text.includes('"') ? `"${text}"` : undefined;
}

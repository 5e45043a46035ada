import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { type ShellNode, shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { brokenTokens } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-missing-space',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1035', 'SC1020', 'SC1054', 'SC1069'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    const seen = new Set<number>();
    for (const { word, at, json } of gaps(file)) {
      if (seen.has(at)) continue;
      seen.add(at);
      const edit = insertBefore(new Span(file.source, at, at), ' ');
      yield {
        range: word.range,
        message: l10n.t(
          'A blank is missing in `{text}`: the shell reads it as one word, not as the sign and what follows.',
          {
            text: word.raw,
          },
        ),
        fixes: json ? [] : [{ title: l10n.t('Insert a blank'), edits: [edit], safe: false }],
      };
    }
  },
};

export default rule;

/** A word that lacks a blank, and the offset where it belongs. */
interface Gap {
  readonly word: Span;
  readonly at: number;
  readonly json?: boolean;
}

function* gaps(file: Dockerfile): Generator<Gap> {
  for (const place of shellNodes(file, 'Command')) {
    const { name, args } = place.node;
    if (!name || name.parts?.some(({ type }) => type === 'BraceExpansion')) continue;
    const inBrackets = name.text === '[' ? inTest(args) : undefined;
    const json = place.instruction.json !== undefined;
    if (inBrackets) yield { word: place.span(...inBrackets.word), at: place.span(inBrackets.at, 0).start, json };
    const sign = leadingSign(name.text);
    const end = name.pos + name.text.search(/\s|$/);
    if (sign) yield { word: place.span(name.pos, end), at: place.span(name.pos + sign.length, 0).start, json };
  }
  let open: Span | undefined;
  for (const { text, span, first } of brokenTokens(file)) {
    const sign = first ? leadingSign(text) : undefined;
    if (sign) yield { word: span, at: span.start + sign.length };
    if (text === '[[') open = span;
    else if (open && text === ']]') open = undefined;
    else if (open && /[^\s\]]\]\]$/.test(text)) yield { word: span, at: span.end - 2 };
  }
}

/** `if[`, `!x`, `[x`, `{x`: the sign that should be a word of its own. */
function leadingSign(text: string): string | undefined {
  const first = text[0];
  if (first !== '[' && first !== '!' && first !== '{' && !text.includes('[')) return undefined;
  const sign =
    /^(?:(?:if|then|else|elif|while|until|do)(?=\[(?![\w-]*\]))|!(?=[\w["'$/.])|\[{1,2}(?=[^[\s\u00a0])|\{(?=[a-z]))/.exec(
      text,
    )?.[0];
  return sign === text ? undefined : sign;
}

/** `[ a = b]`, `[ a =b ]`, `[ !-f x ]`, by positions of the tree. */
function inTest(args: ShellNode<'Command'>['args']): { word: [number, number]; at: number } | undefined {
  const last = args.at(-1);
  if (last && last.text !== ']') {
    return last.text.endsWith(']') ? { word: [last.pos, last.end], at: last.end - 1 } : undefined;
  }
  const [left, right] = args;
  const operator = args.length === 3 && right ? /^(?:==?|!=)(?=[^=])/.exec(right.text)?.[0] : undefined;
  if (operator && right) return { word: [right.pos, right.end], at: right.pos + operator.length };
  if (left && /^!-[a-z]$/.test(left.text)) return { word: [left.pos, left.end], at: left.pos + 1 };
  return undefined;
}

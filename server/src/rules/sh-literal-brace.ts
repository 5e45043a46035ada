import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { bareText, brokenTokens, shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report braces inside words too, such as `%{http_code}` and `HEAD@{1}`. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-literal-brace',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC1083'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { text, span, word } of bareText(file, /[{}]/)) {
      const isName = word.parent?.node.type === 'Command' && word.parent.node.name === word.node;
      const isLone = word.node.text === '{' || word.node.text === '}';
      if (isName || word.script.errors.length > 0 || !(isLone || (options.everywhere && brace.test(text)))) continue;
      yield {
        range: span.range,
        message: message(),
        fixes: isLone ? shellFix(word, l10n.t('Put it into quotes'), [replace(word, `'${text}'`)]) : [],
      };
    }
    for (const { text, span, first } of brokenTokens(file)) {
      if (first || (text !== '{' && text !== '}')) continue;
      yield { range: span.range, message: message() };
    }
  },
};

export default rule;

function message(): string {
  return l10n.t('This brace is plain text here: only where a command may begin does it open or close a block.');
}

/** A brace that is neither escaped nor the `{}` of find and xargs. */
const brace = /(?<!\\)(?:\{(?!\})|(?<!\{)\})/;

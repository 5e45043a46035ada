import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { brokenTokens } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-keyword-case',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1081'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const word of commandNames(file)) {
      const keyword = word.raw.toLowerCase();
      yield {
        range: word.range,
        message: l10n.t('Shell keywords are lower case: `{name}` is taken for a command.', { name: word.raw }),
        fixes: [{ title: l10n.t('Write `{keyword}`', { keyword }), edits: [replace(word, keyword)], safe: false }],
      };
    }
  },
};

export default rule;

const keywords = new Set(['if', 'then', 'else', 'elif', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac']);

function isKeywordInCapitals(text: string): boolean {
  return text.length < 6 && /[A-Z]/.test(text) && keywords.has(text.toLowerCase());
}

function* commandNames(file: Dockerfile): Generator<Span> {
  for (const token of brokenTokens(file)) {
    const isIn = /^(?:In|IN)$/.test(token.text) && /^(?:for|case)$/.test(token.before?.before?.text ?? '');
    if (isIn || (token.first && isKeywordInCapitals(token.text))) yield token.span;
  }
  for (const place of shellNodes(file, 'Command')) {
    const { name } = place.node;
    if (name && place.script.errors.length === 0 && isKeywordInCapitals(name.text))
      yield place.span(name.pos, name.end);
  }
}

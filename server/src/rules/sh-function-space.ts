import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { brokenTokens } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-function-space',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1095'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { text, span, before } of brokenTokens(file)) {
      if (before?.text !== 'function' || !before.first || !/^[\w-]+\{$/.test(text)) continue;
      const brace = new Span(file.source, span.end - 1, span.end);
      yield {
        range: span.range,
        message: l10n.t(
          'Between the name of a function and `{` a blank is missing: the shell stops with a syntax error.',
        ),
        fixes: [{ title: l10n.t('Insert a blank'), edits: [insertBefore(brace, ' ')], safe: true }],
      };
    }
  },
};

export default rule;

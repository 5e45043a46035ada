import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { brokenTokens } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-space-before-hash',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC1099'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const span of words(file)) {
      const keyword = /^(?:if|then|else|elif|fi|while|until|do|done|in|esac)(?=#)/.exec(span.raw)?.[0];
      if (!keyword) continue;
      const hash = new Span(file.source, span.start + keyword.length, span.start + keyword.length + 1);
      yield {
        range: file.range(span.start, hash.end),
        message: l10n.t('A comment begins behind a blank: `{keyword}#` is one word, and the keyword is lost.', {
          keyword,
        }),
        fixes: [{ title: l10n.t('Insert a blank'), edits: [insertBefore(hash, ' ')], safe: false }],
      };
    }
  },
};

export default rule;

function* words(file: Dockerfile): Generator<Span> {
  for (const { span } of brokenTokens(file)) yield span;
  for (const place of shellNodes(file, 'Command')) {
    const { name } = place.node;
    if (name && place.script.errors.length === 0) yield place.span(name.pos, name.end);
  }
}

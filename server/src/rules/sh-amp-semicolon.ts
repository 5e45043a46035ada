import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { shellNodes, shellRuns } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-amp-semicolon',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1045'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    if (!file.text.includes('&')) return;
    for (const offset of new Set([...unexpected(file), ...behindBackground(file)])) {
      const sign = new Span(file.source, offset, offset + 1);
      yield {
        range: sign.range,
        message: l10n.t(
          '`&` already ends the command: the `;` behind it is a syntax error, and nothing of the RUN is run.',
        ),
        fixes: [{ title: l10n.t('Delete the `;`'), edits: [replace(sign, '')], safe: true }],
      };
    }
  },
};

export default rule;

/** Where the parser stops at a `;` right behind `&`. */
function* unexpected(file: Dockerfile): Generator<number> {
  for (const { script } of shellRuns(file)) {
    for (const { offset } of script.errors) {
      if (!/(?:^|[^&])&\s*$/.test(file.text.slice(Math.max(0, offset - 20), offset))) continue;
      if (file.text[offset] === ';' && file.text[offset + 1] !== ';') yield offset;
    }
  }
}

/** Inside `do … done` and `then … fi` the parser takes it without a word. */
function* behindBackground(file: Dockerfile): Generator<number> {
  for (const { node, end, script } of shellNodes(file, 'Statement')) {
    if (!node.background) continue;
    const gap = /^[ \t]*(?=;(?!;))/.exec(file.text.slice(end, Math.min(end + 20, script.span.end)))?.[0];
    if (gap !== undefined) yield end + gap.length;
  }
}

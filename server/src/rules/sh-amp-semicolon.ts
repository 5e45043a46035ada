import * as l10n from '@vscode/l10n';
import { shellRuns } from '../dockerfile/shelltree.ts';
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
    for (const { script } of shellRuns(file)) {
      for (const { offset } of script.errors) {
        if (!/(?:^|[^&])&\s*$/.test(file.text.slice(Math.max(0, offset - 20), offset))) continue;
        if (file.text[offset] !== ';' || file.text[offset + 1] === ';') continue;
        const sign = new Span(file.source, offset, offset + 1);
        yield {
          range: sign.range,
          message: l10n.t(
            '`&` already ends the command: the `;` behind it is a syntax error, and nothing of the RUN is run.',
          ),
          fixes: [{ title: l10n.t('Delete the `;`'), edits: [replace(sign, '')], safe: true }],
        };
      }
    }
  },
};

export default rule;

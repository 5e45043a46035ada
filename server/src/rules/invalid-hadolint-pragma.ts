import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { readSuppressions, type Suppression } from '../lint/ignore.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'invalid-hadolint-pragma',
  category: 'correctness',
  severity: 'hint',
  recommended: true,

  *check(file) {
    for (const suppression of readSuppressions(file)) {
      const { dialect, inert, wrong, span } = suppression;
      if (dialect !== 'hadolint' || inert !== 'malformed' || !wrong) continue;
      yield {
        range: wrong.range,
        message:
          wrong.start === span.start
            ? l10n.t('hadolint does not read this comment: it must be `# hadolint ignore=DL3008,SC2086`.')
            : l10n.t('hadolint reads codes like `DL3008` and commas only: `{word}` makes it drop the whole comment.', {
                word: wrong.text,
              }),
        fixes: toCode(suppression),
      };
    }
  },
};

export default rule;

/** `dl3008` is a code but for its case. */
function toCode({ wrong }: Suppression): Fix[] {
  const code = wrong?.text.toUpperCase() ?? '';
  if (!wrong || code === wrong.text || !/^(?:DL|SC)\d{4}$/.test(code)) return [];
  return [{ title: l10n.t('Change to `{expected}`', { expected: code }), edits: [replace(wrong, code)], safe: false }];
}

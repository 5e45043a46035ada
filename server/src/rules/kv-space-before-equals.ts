import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'kv-space-before-equals',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const keyword of ['ENV', 'LABEL'] as const) {
      for (const { pairs } of file.all(keyword)) {
        const [pair] = pairs;
        if (!pair?.legacy || !pair.value?.text.startsWith('=')) continue;
        const fix = joinEquals(pair);
        yield {
          range: new Span(file.source, pair.key.end, pair.value.start + 1).range,
          message: l10n.t('With a blank before it the `=` becomes a part of the value of `{name}`.', {
            name: pair.key.text,
          }),
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

/** `NAME = some text` → `NAME="some text"`; nothing where more names and values may follow. */
function joinEquals({ key, value }: Pair): Fix | undefined {
  if (!value || value.raw !== value.text) return undefined;
  const text = value.text.slice(1).trimStart();
  const isQuoted = /^(?:"[^"\\`]*"|'[^']*'|[^\s"']*)$/.test(text);
  if (!isQuoted && /["'\\`=]/.test(text)) return undefined;
  return {
    title: l10n.t('Delete the blanks around `=`'),
    edits: [replace(new Span(key.source, key.end, value.end), `=${isQuoted ? text : `"${text}"`}`)],
    safe: false,
  };
}

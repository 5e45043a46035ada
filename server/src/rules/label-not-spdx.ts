import * as l10n from '@vscode/l10n';
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import current from 'spdx-license-ids/index.json' with { type: 'json' };
import { replace } from '../lint/edits.ts';
import { type LabelOptions, schemaOption, valueWord, wrongLabels } from '../lint/labels.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<LabelOptions> = {
  id: 'label-not-spdx',
  category: 'maintainability',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3054'],
  options: schemaOption({ 'org.opencontainers.image.licenses': 'spdx' }),
  perInstruction: true,

  check(file, { options }) {
    return wrongLabels(file, options.schema, 'spdx', (value, label) => {
      if (isExpression(value)) return undefined;
      const message = l10n.t(
        'The label `{name}` must be an SPDX licence expression, such as `MIT` or `Apache-2.0 OR MIT`.',
        {
          name: label.key ?? '',
        },
      );
      const guess = closest(value);
      const word = valueWord(label);
      if (!guess || !word.text.includes(value)) return { message };
      const edits = [
        replace(
          word,
          word.text.replace(value, () => guess),
        ),
      ];
      return { message, fixes: [{ title: l10n.t('Change to `{expected}`', { expected: guess }), edits, safe: false }] };
    });
  },
};

export default rule;

const ids: ReadonlySet<string> = new Set([...current, ...deprecated]);

/** A licence expression (SPDX specification, annex "SPDX license expressions"). Exceptions are not looked up. */
function isExpression(text: string): boolean {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const end = readAlternatives(tokens, 0);
  return end === tokens.length;
}

/** Reads `A AND B OR (C)` from a token on; gives the token behind it, -1 where it is no expression. */
function readAlternatives(tokens: readonly string[], from: number): number {
  let at = readLicense(tokens, from);
  while (at > 0 && (tokens[at] === 'AND' || tokens[at] === 'OR')) at = readLicense(tokens, at + 1);
  return at;
}

function readLicense(tokens: readonly string[], at: number): number {
  const token = tokens[at] ?? '';
  if (token === '(') {
    const end = readAlternatives(tokens, at + 1);
    return tokens[end] === ')' ? end + 1 : -1;
  }
  const isOwn = /^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(token);
  if (!isOwn && !ids.has(token) && !ids.has(token.replace(/\+$/, ''))) return -1;
  if (tokens[at + 1] !== 'WITH') return at + 1;
  return /^[A-Za-z0-9.-]+$/.test(tokens[at + 2] ?? '') ? at + 3 : -1;
}

/** The same id in another case, else the nearest. */
function closest(text: string): string | undefined {
  const lower = text.toLowerCase().replaceAll(' ', '-');
  return current.find((id) => id.toLowerCase() === lower) ?? nearest(text, current);
}

import * as l10n from '@vscode/l10n';
import { labels } from '../lint/labels.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report every key of Docker's own name space and those with a variable in them, as hadolint does. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'invalid-label-key',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3048'],
  presets: { hadolint: { severity: 'hint', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { key, pair, instruction } of labels(file)) {
      if (options.exact && instruction.outer) continue;
      const name = key ?? (options.exact ? pair.key.text : undefined);
      const message = name === undefined ? undefined : reason(name, options);
      if (message) yield { range: pair.key.range, message };
    }
  },
};

export default rule;

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
/** Keys that Docker's own documentation has others set: those of extensions. */
const forEveryone = /^com\.docker\.(?:desktop\.extension|extension)\./;

/** What is wrong with a key by Docker's guidelines ("Docker object labels"). */
function reason(name: string, { exact }: Options): string | undefined {
  if (reserved.test(name) && (exact || !forEveryone.test(name))) {
    return l10n.t('Label keys that begin with `{prefix}` are reserved for Docker itself.', {
      prefix: reserved.exec(name)?.[0] ?? '',
    });
  }
  if (/\.\.|--/.test(name)) {
    return l10n.t('`{name}` has two separators in a row, which Docker’s guidelines for label keys rule out.', { name });
  }
  if (/^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/.test(name)) return undefined;
  return l10n.t(
    '`{name}` is not written as label keys are by convention: lower-case letters, digits, `.`, `-`, `_` and `/`, a letter first, a letter or digit last.',
    { name },
  );
}

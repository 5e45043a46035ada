import * as l10n from '@vscode/l10n';
import { shellRuns } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'sh-function-parameters',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1065'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { script } of shellRuns(file)) {
      if (script.errors.length === 0) continue;
      for (const match of script.span.raw.matchAll(parameters)) {
        const start = script.span.start + match.index + match[0].indexOf('(');
        yield {
          range: file.range(start, start + (match[1]?.length ?? 0)),
          message: l10n.t('A shell function declares no parameters: write `()` and read `$1`, `$2` … inside it.'),
        };
      }
    }
  },
};

export default rule;

/** `name(a, b) {` where a command may begin. */
const parameters = /(?<=^|[;&|{(\n]|\s)[A-Za-z_][\w-]*[ \t]*(\([^()\n$`"']+\))(?=\s*\{)/g;

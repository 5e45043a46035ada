import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Script } from '../dockerfile/shell.ts';
import { losesFailures } from '../lint/errexit.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { hasShellOption } from '../lint/shelloptions.ts';

const rule: Rule = {
  id: 'heredoc-run-without-errexit',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const run of file.all('RUN')) {
      const [heredoc] = run.heredocs;
      if (!heredoc?.terminator || run.heredocs.length > 1) continue;
      const { script } = run;
      if (!script?.heredoc || hasShellOption(run, 'errexit', script.span.start) || !losesFailures(script)) continue;
      yield {
        range: heredoc.marker.range,
        message: l10n.t(
          'Only the last command decides whether this RUN fails: without `set -e` the failures before it go unnoticed.',
        ),
        fixes: [insertSetE(run, script)],
      };
    }
  },
};

export default rule;

function insertSetE({ source }: Instruction, { span }: Script): Fix {
  const first = source.lineAt(span.start) + (span.raw.startsWith('#!') ? 1 : 0);
  const indent = /^[ \t]*/.exec(source.lineText(first))?.[0] ?? '';
  const at = source.positionAt(source.lineStart(first));
  return {
    title: l10n.t('Insert `set -e`'),
    edits: [{ range: { start: at, end: at }, newText: `${indent}set -e${source.newline}` }],
    safe: false,
  };
}

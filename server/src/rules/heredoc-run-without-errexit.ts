import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { parseScript, type Script, shellLanguage } from '../dockerfile/shell.ts';
import { losesFailures, stopsAtFailure } from '../lint/errexit.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'heredoc-run-without-errexit',
  category: 'shell',
  severity: 'warning',
  recommended: true,

  *check(file) {
    for (const run of file.all('RUN')) {
      const [heredoc] = run.heredocs;
      if (!heredoc?.terminator || run.heredocs.length > 1) continue;
      const script = run.script?.heredoc ? shellScript(run, run.script) : pipedScript(run);
      if (!script || !losesFailures(script)) continue;
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

/** The body of `RUN <<EOF`, where neither its `#!` line nor SHELL stops at the first failure. */
function shellScript(run: Instruction, script: Script): Script | undefined {
  const first = /^#!.*/.exec(script.span.raw)?.[0];
  if (first !== undefined) return stopsAtFailure(first.split(/\s+/).slice(1)) ? undefined : script;
  const shell = run.file.shellInstruction(run);
  return shell && stopsAtFailure(shell.args.map(({ text }) => text)) ? undefined : script;
}

/** The body of `RUN <<EOF bash` and `RUN bash <<EOF`, which the shell reads from its standard input. */
function pipedScript(run: Instruction): Script | undefined {
  const [command, second] = run.script?.commands ?? [];
  const body = run.heredocs[0]?.body;
  if (!command?.topLevel || second || !body || command.operands.length > 0) return undefined;
  const language = shellLanguage(command.program);
  if ((language !== 'sh' && language !== 'bash') || stopsAtFailure(command.args.map(({ text }) => text)))
    return undefined;
  return parseScript(run, body, body.raw.replaceAll('\r', ' '), language, true);
}

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

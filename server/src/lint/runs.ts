import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command, Script } from '../dockerfile/shell.ts';
import type { ShellNode } from '../dockerfile/shelltree.ts';
import { insertAfter } from './edits.ts';
import type { Fix } from './rule.ts';
import { hasShellOption } from './shelloptions.ts';

/** Edits of whole RUNs: one more command, one more mount, two in one. */

type Statement = ShellNode<'Statement'>;

/** The last statement of a script that can be added to: nothing but blanks stands behind it. */
function lastStatement(script: Script | undefined): Statement | undefined {
  const last = script?.tree?.commands.at(-1);
  if (!script || !last || last.background || script.errors.length > 0) return undefined;
  const end = last.end + script.base;
  if (script.heredoc) return last;
  return end === script.span.end ? last : undefined;
}

/** Whether `&& x` behind a statement runs x exactly when all of it went well. */
function isChain({ command }: Statement): boolean {
  return command.type !== 'AndOr' || command.operators.every((operator) => operator === '&&');
}

/**
 * Puts a command behind the last of a RUN, in the style in which its lines are broken. `safe`: the RUN is a chain of
 * `&&` or a heredoc, so that the command runs when all before it went well, and never hides a failure.
 */
export function appendCommand(run: Instruction, text: string): { edit: TextEdit; safe: boolean } | undefined {
  const { script, source } = run;
  if (!script?.tree || run.json || run.heredocs.length > (script.heredoc ? 1 : 0)) return undefined;
  const last = lastStatement(script);
  if (!last || leaves(script, last.pos + script.base)) return undefined;
  const at = last.end + script.base;
  const insert = (newText: string): TextEdit => ({ range: source.range(at, at), newText });
  if (script.commands.some((one) => one.end > last.pos + script.base && one.redirects.some(isHeredoc)))
    return undefined;
  if (script.heredoc && hasShellOption(run, 'errexit')) {
    const indent = /^[ \t]*/.exec(source.lineText(source.lineAt(last.pos + script.base)))?.[0];
    const lineEnd = source.positionAt(source.lineEnd(source.lineAt(at)));
    return {
      edit: { range: { start: lineEnd, end: lineEnd }, newText: `${source.newline}${indent}${text}` },
      safe: true,
    };
  }
  const alone = script.heredoc || script.tree.commands.length === 1;
  return { edit: insert(chained(run, script, last, text)), safe: alone && isChain(last) };
}

/** Whether a script is over where its last command is called, so that nothing behind it runs. */
function leaves({ commands }: Script, from: number): boolean {
  const last = commands.findLast(({ start, topLevel }) => topLevel && start >= from);
  return last?.program === 'exit' || last?.program === 'exec' || last?.program === 'return';
}

function isHeredoc({ type }: Command['redirects'][number]): boolean {
  return type === 'HereDoc';
}

/** ` && text`, on a line of its own where the parts of the chain have theirs. */
function chained({ source, file }: Instruction, script: Script, { command }: Statement, text: string): string {
  const [before, last] = command.type === 'AndOr' ? command.commands.slice(-2) : [];
  if (!before || !last) return ` && ${text}`;
  const start = last.pos + script.base;
  const end = before.end + script.base;
  const lead = source.text.slice(source.lineStart(source.lineAt(start)), start);
  const tail = source.text.slice(end, source.lineEnd(source.lineAt(end)));
  const escape = script.heredoc ? '\\' : file.escape;
  if (/^[ \t]*&&[ \t]*$/.test(lead)) return ` ${escape}${source.newline}${lead}${text}`;
  if (/^[ \t]*$/.test(lead) && tail.trim().startsWith('&&')) {
    const broken = script.heredoc ? '' : ` ${escape}`;
    return ` &&${broken}${source.newline}${lead}${text}`;
  }
  return ` && ${text}`;
}

/** The fixes for a cache that a RUN leaves behind: a command at its end that empties it, or mounts in its place. */
function appendFixes(run: Instruction, command: string, ...folders: string[]): Fix[] {
  const appended = appendCommand(run, command);
  const mount = addCacheMounts(run, ...folders);
  if (!appended) return [mount];
  const title = l10n.t('Put `{command}` at the end of the RUN', { command });
  return [{ title, edits: [appended.edit], safe: appended.safe }, mount];
}

/**
 * The same where the command is one of the package manager's own: it is not added where the manager may be gone by
 * then, because the call stands in a condition or something is said of the manager later (`apk del yarn`).
 */
export function cleanFixes(call: Command, command: string, ...folders: string[]): Fix[] {
  const { instruction, program, topLevel } = call;
  const isNamedLater = instruction.script?.commands.some(
    (one) => one.index > call.index && one.args.some(({ text }) => text === program || isPathOf(one, text, program)),
  );
  if (!topLevel || isNamedLater) return [addCacheMounts(instruction, ...folders)];
  return appendFixes(instruction, command, ...folders);
}

/** Whether a command deletes what bears the manager's name: `rm -rf /opt/yarn-v1`, `rm /etc/yum.repos.d/*`. */
function isPathOf({ program }: Command, path: string, manager: string): boolean {
  return program === 'rm' && path.includes(manager);
}

/** Adds cache mounts to a RUN. Unsafe: what is in the folders does not get into the image any more. */
export function addCacheMounts(run: Instruction, ...targets: string[]): Fix {
  const mounts = targets.map((target) => ` --mount=type=cache,target=${target},sharing=locked`).join('');
  return {
    title: l10n.t('Keep it in a cache mount instead'),
    edits: [insertAfter(run.keywordWord, mounts)],
    safe: false,
  };
}

/**
 * Makes one RUN of two that stand one behind the other, joined by `&&`; comments between them are kept. Undefined
 * where a shell would read the two together in another way. Unsafe: variables and the folder of the first last on.
 */
export function mergeRuns(first: Instruction, second: Instruction): Fix | undefined {
  const { source, file } = first;
  const joinable = [first, second].every(
    (run) =>
      run.is('RUN') && !run.json && !run.outer && run.heredocs.length === 0 && run.script?.tree?.commands.length === 1,
  );
  const [one, two] = [lastStatement(first.script), lastStatement(second.script)];
  if (!joinable || !first.script || !one || !two || !isChain(two) || !sameFlags(first, second)) return undefined;
  const from = one.end + first.script.base;
  const to = second.rest.start;
  const comments = source.text
    .slice(from, to)
    .split(/\r?\n/)
    .filter((line) => /^\s*#/.test(line));
  const lines = [` ${file.escape}`, ...comments, '    && '];
  return {
    title: l10n.t('Merge the two RUN instructions'),
    edits: [{ range: source.range(from, to), newText: lines.join(source.newline) }],
    safe: false,
  };
}

/** Whether two RUNs have the same mounts, network and security, in any order. */
export function sameFlags(a: Instruction, b: Instruction): boolean {
  const texts = (run: Instruction): string =>
    run.flags
      .map(({ word }) => word.text)
      .sort()
      .join(' ');
  return texts(a) === texts(b);
}

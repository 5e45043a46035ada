import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { type ShellNode, type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { binSh, dashHasPipefail } from '../lint/binsh.ts';
import { insertBefore, lineAbove } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { isInCondition } from '../lint/shellcode.ts';
import { hasShellOption } from '../lint/shelloptions.ts';

interface Options {
  /** Report every pipe outside ONBUILD, as hadolint does, also where nothing can fail before it or nobody looks at the result. */
  everyPipe: boolean;
}

const rule: Rule<Options> = {
  id: 'missing-pipefail',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['DL4006'],
  presets: { hadolint: { severity: 'warning', options: { everyPipe: true } } },
  options: { everyPipe: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    const told = new Set<Instruction>();
    for (const pipeline of shellNodes(file, 'Pipeline')) {
      const { instruction, node } = pipeline;
      if (node.commands.length < 2 || told.has(instruction)) continue;
      if (options.everyPipe ? instruction.outer : !matters(pipeline)) continue;
      const isOn = hasShellOption(instruction, 'pipefail', pipeline.start);
      if (isOn && !(options.everyPipe && shLacksPipefail(pipeline))) continue;
      told.add(instruction);
      yield {
        range: pipeSign(pipeline).range,
        message: l10n.t(
          'A pipe ends as its last command does: when the one before `|` fails, this RUN goes on as if nothing had happened.',
        ),
        fixes: fixes(pipeline),
      };
    }
  },
};

export default rule;

/** Whether SHELL asks plain `sh` for an option that not every `sh` has. */
function shLacksPipefail({ instruction, script }: ShellPlace): boolean {
  const [program, ...words] = instruction.file.shellInstruction(instruction)?.args ?? [];
  if (!program || !/(?:^|\/)sh$/.test(program.text) || !words.some(({ text }) => text === 'pipefail')) return false;
  return !['ash', 'bash'].includes(binSh(instruction, script) ?? '') && !dashHasPipefail(instruction);
}

/** The `|` behind the first command. */
function pipeSign(pipeline: ShellPlace<'Pipeline'>): Span {
  const [first, second] = pipeline.node.commands;
  const gap = pipeline.span(first?.end ?? 0, second?.pos ?? 0);
  const at = gap.start + Math.max(gap.raw.indexOf('|'), 0);
  return new Span(pipeline.source, at, at + 1);
}

/** Whether a command before the last may fail, and its failure would end the RUN if the shell saw it. */
function matters(pipeline: ShellPlace<'Pipeline'>): boolean {
  if (pipeline.node.commands.slice(0, -1).every(cannotFail) || isInCondition(pipeline)) return false;
  for (let place: ShellPlace = pipeline; place.parent; place = place.parent) {
    const { node } = place;
    const { node: holder } = place.parent;
    if (node.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation')) return false;
    if (holder.type === 'AndOr' && isForgiven(holder, node)) return false;
    if (holder.type === 'Script' || holder.type === 'CompoundList') {
      const isLast = holder.commands.at(-1) === node;
      if (!isLast && !hasShellOption(pipeline.instruction, 'errexit', pipeline.start)) return false;
    }
    if ((node.type === 'CommandExpansion' && !isAssigned(place)) || node.type === 'ProcessSubstitution') return false;
  }
  return true;
}

/** `echo`, `printf`, `yes`, or `cat` of a heredoc; `yes` even fails by itself under pipefail. */
function cannotFail(node: ShellNode): boolean {
  if (node.type === 'Subshell' || node.type === 'BraceGroup') {
    return node.body.commands.every(({ command }) => cannotFail(command));
  }
  if (node.type !== 'Command' || !node.name) return false;
  if (node.name.value === 'cat')
    return node.args.length === 0 && node.redirects.some(({ type }) => type !== 'Redirect');
  return ['echo', 'printf', 'yes', 'true', ':'].includes(node.name.value);
}

/** `… || true`, `… && exit 1 || :`: it may fail. */
function isForgiven(list: ShellNode<'AndOr'>, part: ShellNode): boolean {
  const i = (list.commands as readonly ShellNode[]).indexOf(part);
  const at = list.operators.indexOf('||', i);
  const next = at < 0 ? undefined : list.commands[at + 1];
  return next?.type === 'Command' && ['true', ':', 'echo', 'printf'].includes(next.name?.value ?? '');
}

/** `X=$(…)` fails as its command does; in the words of another command the result is lost. */
function isAssigned(expansion: ShellPlace): boolean {
  for (let { parent: place } = expansion; place; place = place.parent) {
    if (place.node.type === 'Assignment') {
      const command = place.parent?.node;
      return command?.type === 'Command' && command.name === undefined;
    }
    if (place.node.type === 'Command') return false;
  }
  return false;
}

/** SHELL for this RUN and all that follow in the stage; or `set` for this one, where the shell has it. */
function fixes({ instruction, script }: ShellPlace): Fix[] {
  if (instruction.json || /^#!/.test(script.span.raw)) return [];
  const shell = script.language === 'bash' ? 'bash' : binSh(instruction, script);
  const path = shell === 'ash' ? '/bin/ash' : '/bin/bash';
  const found = instruction.outer || script.reader ? [] : [shellFix(instruction, path)];
  if (shell !== 'bash' && shell !== 'ash' && !dashHasPipefail(instruction)) return found;
  const text = script.heredoc ? `set -o pipefail${instruction.source.newline}` : 'set -o pipefail && ';
  const title = l10n.t('Insert `set -o pipefail`');
  return [...found, { title, edits: [insertBefore(script.span, text)], safe: false }];
}

/** A SHELL above a RUN, or two words more in the SHELL that is there. */
function shellFix(run: Instruction, path: string): Fix {
  const shell = run.file.shellInstruction(run);
  const flag = shell?.args.at(-1);
  if (shell && flag && shell.args.length > 1 && run.file.shellAt(run) === 'bash') {
    const title = l10n.t('Add `-o pipefail` to SHELL');
    return { title, edits: [insertBefore(flag, '"-o", "pipefail", ')], safe: false };
  }
  const text = `SHELL ["${path}", "-o", "pipefail", "-c"]`;
  return { title: l10n.t('Insert `{text}` above', { text }), edits: [lineAbove(run, text)], safe: false };
}

import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { commentsIn, lineAbove } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report every `cd` outside ONBUILD, as hadolint does; else only one to a fixed folder that begins a RUN. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'cd-instead-of-workdir',
  category: 'maintainability',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3003'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const command of file.commands('cd')) {
      const { instruction } = command;
      if (options.everywhere && instruction.outer) continue;
      const folder = command.args[0];
      const isFirst = command.index === 0 && command.topLevel && command.pipeline === undefined;
      const cdAgain = instruction.script?.commands.some((other) => other.program === 'cd' && other !== command);
      const narrow = isFirst && folder?.isLiteral && /^\/./.test(folder.text) && !cdAgain;
      if (!narrow && !options.everywhere) continue;
      const fix = narrow && folder ? splitRun(instruction, folder.text) : undefined;
      yield {
        range: command.range,
        message: l10n.t(
          '`cd` holds for this RUN only; WORKDIR says once, for every instruction that follows, where they work.',
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** `RUN cd /x && rest` becomes `WORKDIR /x` and `RUN rest`. Unsafe: the instructions that follow work in /x too. */
function splitRun(run: Instruction, folder: string): Fix | undefined {
  const [, next] = run.script?.commands ?? [];
  if (next?.after !== '&&' || !next.topLevel || run.outer || run.script?.heredoc) return undefined;
  const { source } = run;
  const keyword = run.keywordWord.text;
  const workdir = keyword === keyword.toLowerCase() ? 'workdir' : 'WORKDIR';
  const comments = commentsIn(run, run.rest.start, next.start).map(({ raw }) => raw);
  return {
    title: l10n.t('Move `{folder}` to a WORKDIR of its own', { folder }),
    edits: [
      lineAbove(run, [`${workdir} ${folder}`, ...comments].join(source.newline)),
      { range: source.range(run.rest.start, next.start), newText: '' },
    ],
    safe: false,
  };
}

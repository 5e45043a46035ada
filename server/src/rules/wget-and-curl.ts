import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';
import { commentsIn } from '../lint/edits.ts';
import type { Fix, Problem, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'wget-and-curl',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL4001'],
  presets: { hadolint: { severity: 'warning' } },

  *check(file) {
    const stages = stagesWithBoth(file);
    if (stages.size === 0) return;
    const runs = file.runsWhere((run) => stages.has(run.stage) && (mentions(run, 'wget') || mentions(run, 'curl')));
    const calls = [...runs.commands('wget'), ...runs.commands('curl')].sort((a, b) => a.start - b.start);
    // What ONBUILD runs belongs to a stage of another build.
    yield* callsBehindBoth(calls.filter(({ instruction }) => !instruction.outer));
    yield* callsBehindBoth(calls.filter(({ instruction }) => instruction.outer));
  },
};

export default rule;

/** The first call of every RUN by which its stage has called both. */
function* callsBehindBoth(calls: readonly Command[]): Generator<Problem> {
  const first = new Map<Stage | undefined, string>();
  const mixed = new Set<Stage | undefined>();
  const told = new Set<Instruction>();
  for (const command of calls) {
    const { instruction, program } = command;
    const { stage } = instruction;
    const other = first.get(stage) ?? program;
    first.set(stage, other);
    if (program !== other) mixed.add(stage);
    if (!mixed.has(stage) || told.has(instruction)) continue;
    told.add(instruction);
    const fix = program === other ? undefined : rewrite(command);
    yield {
      range: command.name.range,
      message: l10n.t(
        'This stage calls both wget and curl: one of them can do it all, and the other need not be installed.',
      ),
      ...(fix && { fixes: [fix] }),
    };
  }
}

/** Judged by the text, which saves reading most scripts. */
function stagesWithBoth(file: Dockerfile): ReadonlySet<Stage | undefined> {
  if (!file.text.includes('wget') || !file.text.includes('curl')) return new Set();
  const stagesWith = (program: string): (Stage | undefined)[] =>
    file.runsWhere((run) => mentions(run, program)).instructions.map(({ stage }) => stage);
  const withCurl = new Set(stagesWith('curl'));
  return new Set(stagesWith('wget').filter((stage) => withCurl.has(stage)));
}

function mentions({ lines }: Instruction, program: string): boolean {
  return lines.includes(program);
}

/** The simplest downloads in the words of the other program. */
function rewrite(command: Command): Fix | undefined {
  if (command.isExec || command.redirects.length > 0) return undefined;
  if (commentsIn(command.instruction, command.start, command.end).length > 0) return undefined;
  const words = command.args.map(({ raw }) => raw).join(' ');
  const other = command.program === 'wget' ? wgetToCurl(words) : curlToWget(words);
  if (other === undefined) return undefined;
  const { source, start, end } = command;
  return {
    title: l10n.t('Replace with `{command}`', { command: other }),
    edits: [{ range: source.range(Math.max(start, command.name.start), end), newText: other }],
    safe: false,
  };
}

const url = `("[^" ]+"|'[^' ]+'|[^-'" ][^'" ]*)`;

function wgetToCurl(words: string): string | undefined {
  const plain = new RegExp(`^(?:-(?:q|nv) )?${url}$`).exec(words);
  if (plain) return `curl -fsSLO ${plain[1]}`;
  const output = new RegExp(`^(?:-q |-nv )?-q?O ?(\\S+) ${url}$`).exec(words);
  if (!output) return undefined;
  return output[1] === '-' ? `curl -fsSL ${output[2]}` : `curl -fsSL -o ${output[1]} ${output[2]}`;
}

function curlToWget(words: string): string | undefined {
  const plain = new RegExp(`^(?:-[fsSL]+ )?${url}$`).exec(words);
  if (plain) return `wget -qO- ${plain[1]}`;
  const named = new RegExp(`^-[fsSL]*O ${url}$|^-[fsSL]+ -O ${url}$`).exec(words);
  if (named) return `wget -q ${named[1] ?? named[2]}`;
  const output = new RegExp(`^(?:-[fsSL]+ )?-[fsSL]*o (\\S+) ${url}$`).exec(words);
  return output ? `wget -qO ${output[1]} ${output[2]}` : undefined;
}

import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import type { Word } from '../dockerfile/source.ts';
import { copyArguments } from '../lint/copies.ts';
import { replace } from '../lint/edits.ts';
import { type ManifestInstall, manifestInstall, manifestPrograms } from '../lint/manifests.ts';
import { pipCalls } from '../lint/packages.ts';
import { remember } from '../lint/remember.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'cache-busting-copy-before-install',
  category: 'size-caching',
  severity: 'info',
  recommended: true,

  *check(file) {
    if (!copies(file).some((one) => wholeContext(one))) return;
    const told = new Set<Instruction>();
    for (const install of installs(file)) {
      const run = install.command.instruction;
      if (!run.stage || run.outer || run.mounts.some(({ type }) => type === 'cache')) continue;
      const above = history(run.stage, run);
      const copy = above.find((one) => wholeContext(one));
      const source = copy && wholeContext(copy);
      if (!copy || !source || told.has(copy)) continue;
      const before = above.slice(0, above.indexOf(copy));
      if (before.some((one) => one.script?.commands.some((other) => manifestInstall(other)?.tool === install.tool)))
        continue;
      told.add(copy);
      const fix = moveCopy(copy, install);
      yield {
        range: source.range,
        message: l10n.t(
          'Every change of any file makes `{command}` run again: copy the files that name the dependencies first, install, and copy the rest then.',
          { command: [install.command.name, ...install.command.args.slice(0, 3)].map(({ text }) => text).join(' ') },
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

function copies(file: Dockerfile): readonly Instruction[] {
  return [...file.all('COPY'), ...file.all('ADD')];
}

const programsIn = new RegExp(`\\b(?:${manifestPrograms.join('|')}|pip|python|pypy|uv)`);

/** The commands that install dependencies, in order. */
function installs(file: Dockerfile): ManifestInstall[] {
  const isInstall = (run: Instruction): boolean =>
    remember(run, 'installs by a manifest', () => installsOf(file.only([run])).length > 0);
  const found = installsOf(file.runsWhere((run) => programsIn.test(run.lines) && isInstall(run)));
  return found.sort((a, b) => a.command.start - b.command.start);
}

function installsOf(runs: Dockerfile): ManifestInstall[] {
  const commands = [
    ...manifestPrograms.flatMap((program) => runs.commands(program)),
    ...pipCalls(runs).map(({ command }) => command),
  ];
  return commands.flatMap((one) => manifestInstall(one) ?? []);
}

/** A word of dots, stars and slashes: saves reading the words of most instructions. */
const mayBeContext = /[\s,[]["']?[./*]{1,4}["']?[\s,]/;

/** The source of a COPY or ADD that is the whole build context: `.`, `./`, `*`, `/`. */
function wholeContext(copy: Instruction): Word | undefined {
  if (!copy.is('COPY', 'ADD') || !mayBeContext.test(copy.line.text) || copy.flag('from')) return undefined;
  return copyArguments(copy)?.sources.find(
    ({ text }) => /^["']?(?:\.?\/)?(?:\.|\*{1,2})?["']?$/.test(text) && text !== '',
  );
}

/** The manifest alone is copied first, all the rest behind the install, where nothing else stands between the two. */
function moveCopy(copy: Instruction, { manifests, command }: ManifestInstall): Fix | undefined {
  const run = command.instruction;
  const instructions = copy.stage?.instructions ?? [];
  const parts = copyArguments(copy);
  const between = instructions.filter(({ index }) => index > copy.index && index < run.index);
  const isAlone = run.script?.commands.length === 1 && run.script.commands[0] === command;
  if (!manifests || !parts || parts.count > 1 || copy.json || !isAlone || run.stage !== copy.stage) return undefined;
  const isAbsolute = /^["']?\//.test(parts.destination.text);
  if (between.some((one) => !(isAbsolute && one.isAmong(['WORKDIR', 'ENV', 'ARG', 'LABEL'])))) return undefined;
  const target = parts.destination.text.replace(/^\.?$|\/?$/, (end) => (end === '.' ? './' : '/'));
  const { source } = copy;
  const keyword = copy.keywordWord.text === copy.keyword.toLowerCase() ? 'copy' : 'COPY';
  const text = `${keyword}${copy.raw.slice(copy.keywordWord.raw.length, (parts.sources[0] as Word).start - copy.start)}${manifests} ${target}`;
  const end = source.positionAt(run.end);
  return {
    title: l10n.t('Copy the files that name the dependencies first'),
    edits: [replace(copy, text), { range: { start: end, end }, newText: `${source.newline}${copy.raw}` }],
    safe: false,
  };
}

import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { resolvePath, workdirAt } from '../../dockerfile/facts.ts';
import type { Command } from '../../dockerfile/shell.ts';
import { copyArguments } from '../../lint/copies.ts';
import { removeInstruction } from '../../lint/edits.ts';
import { countsStages, freeStageName } from '../../lint/newstage.ts';
import { chainOf, type Link, type Refactoring, type Selection } from '../../lint/refactoring.ts';
import { isHttpSource } from '../../lint/remotes.ts';

const archive = /\.(?:tar|tgz|tbz2?|txz|zip|(?:tar\.)?(?:gz|bz2|xz|zst|lzma))$/;

/** An archive that an ADD fetches. */
interface Download {
  readonly url: string;
  /** Its name, and where it is put. */
  readonly name: string;
  readonly path: string;
}

/** An archive that an ADD fetches and the next RUN unpacks, in a stage that only fetches it. */
export function* downloadStage({ file, instruction: add }: Selection): Generator<Refactoring> {
  const run = add && file.instructions[add.index + 1];
  const stage = add?.is('ADD') ? add.stage : undefined;
  if (!stage || !run || run.stage !== stage || stage.isWindows || countsStages(file)) return;
  const download = downloadOf(add, stage);
  const edits = download && withoutRemovals(run, download);
  if (!download || !edits || isNamedLater(run, download)) return;
  const from = freeStageName(file, 'download');
  const mount = `--mount=type=bind,from=${from},source=/${download.name},target=${download.path} `;
  yield {
    title: l10n.t('Download in a stage of its own: `{name}` is mounted by the RUN, and in no layer of the image', {
      name: download.name,
    }),
    kind: 'refactor.rewrite',
    edits: [
      newStage(stage, from, add, download),
      removeInstruction(add),
      { range: file.range(run.rest.start, run.rest.start), newText: mount },
      ...edits,
    ],
  };
}

/** What is fetched, where nothing but a checksum is said of it and variables have no part in it. */
function downloadOf(add: Instruction, stage: Stage): Download | undefined {
  const { sources: [source, other] = [], destination } = copyArguments(add) ?? {};
  if (!source || other || !destination || add.json || add.heredocs.length > 0) return undefined;
  if (add.flags.some(({ name }) => name !== 'checksum') || /[$"'\\`]/.test(add.rest.text)) return undefined;
  const name = /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?([\w.+-]+)(?:[?#]|$)/.exec(source.text)?.[1];
  if (!isHttpSource(source.text) || !name || !archive.test(name)) return undefined;
  const isFolder = /\/$|^\.$|^\/(?:tmp|opt|usr\/src|var\/tmp)$/.test(destination.text);
  if (!isFolder && !archive.test(destination.text)) return undefined;
  const path = resolvePath(workdirAt(stage, add)?.value, isFolder ? `${destination.text}/${name}` : destination.text);
  return path !== undefined && /^\/[\w.+/-]+$/.test(path) ? { url: source.text, name, path } : undefined;
}

/** Edits that take out what removes the archive: a mount cannot be removed. Undefined where more is done to it. */
function withoutRemovals(run: Instruction, { path }: Download): TextEdit[] | undefined {
  const { script, file } = run;
  const links = run.is('RUN') && !run.json && run.heredocs.length === 0 && script ? chainOf(script) : undefined;
  if (!script || !links) return undefined;
  const names = [path, path.slice(path.lastIndexOf('/') + 1)] as const;
  const isNamed = (command: Command): boolean => command.args.some(({ text }) => names.includes(text));
  const removals = links.filter((link) => isRemoval(script.commands, link, names));
  const others = script.commands.filter(
    (command) => !removals.some(({ start, end }) => start <= command.start && command.end <= end),
  );
  if (!others.some((command) => /^(?:tar|bsdtar|unzip)$/.test(command.program) && isNamed(command))) return undefined;
  if (others.some((command) => mayChange(command, path) || command.redirects.length > 0)) return undefined;
  return removals.map((removal) => {
    const i = links.indexOf(removal);
    const [before, next] = [links[i - 1], links[i + 1]];
    return before
      ? { range: file.range(before.end, removal.end), newText: '' }
      : { range: file.range(removal.start, next?.start ?? removal.end), newText: '' };
  });
}

/** Whether a link is an `rm` of the archive and of nothing else. */
function isRemoval(commands: readonly Command[], { start, end }: Link, names: readonly string[]): boolean {
  const [command, other] = commands.filter((one) => start <= one.start && one.end <= end);
  if (command?.program !== 'rm' || other || command.operands.length === 0 || command.redirects.length > 0) return false;
  return command.operands.every(({ text }) => names.includes(text));
}

/** Whether a command moves, changes or removes things that the archive may be among. */
function mayChange({ program, args }: Command, path: string): boolean {
  if (!/^(?:rm|mv|unlink|shred|chmod|chown|gunzip|gzip|bunzip2|bzip2|unxz|xz|find|rsync|tee|sh)$/.test(program))
    return false;
  const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
  return args.some(
    (arg) =>
      /[*?$[]/.test(arg.raw) || arg.text.endsWith(name) || /^\.{1,2}\/?$/.test(arg.text) || folder.startsWith(arg.text),
  );
}

/** Whether something behind the RUN may want the archive. */
function isNamedLater({ file, end }: Instruction, { path }: Download): boolean {
  return file.source.text.includes(path.slice(path.lastIndexOf('/') + 1), end);
}

/** The new stage, above the comments that stand above the stage that uses it. */
function newStage(
  { file, from: { keywordWord, line } }: Stage,
  name: string,
  add: Instruction,
  { url, name: path }: Download,
): TextEdit {
  const { source } = file;
  let first = line.firstLine;
  const isComment = (number: number): boolean => file.comments.some(({ start }) => source.lineAt(start) === number);
  while (first > 0 && isComment(first - 1)) first--;
  const hasMark = first === 0 && source.text.startsWith('\uFEFF');
  const at = source.positionAt(hasMark ? 1 : source.lineStart(first));
  const from = keywordWord.text === 'from' ? `from scratch as ${name}` : `FROM scratch AS ${name}`;
  const words = [add.keywordWord.text, ...add.flags.map(({ word }) => word.text), url, `/${path}`];
  return { range: { start: at, end: at }, newText: [from, words.join(' '), '', ''].join(source.newline) };
}

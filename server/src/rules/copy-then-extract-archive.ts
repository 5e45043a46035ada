import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell.ts';
import type { Word } from '../dockerfile/source.ts';
import { copyArguments } from '../lint/copies.ts';
import { removeInstruction, replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report also programs that unpack what ADD does not: `unzip`, `gunzip` of one file. */
  everyProgram: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-then-extract-archive',
  category: 'size-caching',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3010'],
  presets: { hadolint: { severity: 'info', options: { everyProgram: true } } },
  options: { everyProgram: { type: 'boolean', default: false } },

  *check(file, { options }) {
    const copies = file.all('COPY').filter(({ line, outer }) => !outer && archivesIn.test(line.text));
    if (copies.length === 0) return;
    const stages = new Set(copies.map(({ stage }) => stage));
    const runs = file.runsWhere(({ stage, lines }) => stages.has(stage) && extractorsIn.test(lines));
    const extractions = (options.everyProgram ? extractors : ['tar'])
      .flatMap((program) => runs.commands(program))
      .filter((command) => command.program !== 'tar' || extracts(command));
    if (extractions.length === 0) return;
    for (const copy of copies) {
      if (copy.flag('from')) continue;
      for (const { archive, names } of archives(copy)) {
        const extraction = extractions.find(
          ({ instruction, args }) =>
            instruction.stage === copy.stage &&
            !instruction.outer &&
            instruction.index > copy.index &&
            args.some(({ text }) => names.has(baseName(text))),
        );
        if (!extraction) continue;
        const fix = useAdd(copy, archive, extraction);
        yield {
          range: archive.range,
          message: l10n.t(
            'The archive stays in the layer of this COPY although a later RUN unpacks it: ADD unpacks it at once, and a bind mount only lends it to that RUN.',
          ),
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
};

export default rule;

const extractors = ['tar', 'unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat'];
const extractorsIn = new RegExp(`\\b(?:${extractors.join('|')})\\b`);
const archiveName = /\.(?:tar|tar\.\w+|Z|bz2|gz|lz|lzma|tZ|tb2|tbz2?|taz|tgz|tlz|tpz|txz|tz2|xz)$/;

/** Saves reading the scripts of most files. */
const archivesIn = /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz2?|taz|tgz|tlz|tpz|txz|tz2|xz)\b/;

const unpackedByAdd = /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2?|txz)$/;

function baseName(path: string): string {
  return path.replace(/["']/g, '').replace(/^.*\//, '');
}

/** `tar -xzf`, `tar xf`, `--extract`, `--get` */
function extracts({ args }: Command): boolean {
  return args.some(
    ({ text }, i) => /^--(?:extract|get)$|^-[A-Za-z]*x/.test(text) || (i === 0 && /^[a-z]*x[a-z]*$/i.test(text)),
  );
}

/** The archives that a COPY copies, with the names that they may be unpacked by. */
function archives(copy: Instruction): { archive: Word; names: ReadonlySet<string> }[] {
  const parts = copyArguments(copy);
  if (!parts) return [];
  const target = baseName(parts.destination.text);
  if (archiveName.test(target) && parts.sources[0]) return [{ archive: parts.sources[0], names: new Set([target]) }];
  return parts.sources
    .filter(({ text }) => archiveName.test(baseName(text)))
    .map((archive) => ({ archive, names: new Set([baseName(archive.text)]) }));
}

/** Whether a command deletes the archive and nothing else. */
function deletes({ program, operands }: Command, name: string): boolean {
  return program === 'rm' && operands.every(({ text }) => baseName(text) === name);
}

/** ADD to the folder that `tar -C` names, for a RUN that does nothing but unpack (and delete) the archive. */
function useAdd(copy: Instruction, archive: Word, extraction: Command): Fix | undefined {
  const { instruction, args } = extraction;
  const parts = copyArguments(copy);
  const name = baseName(archive.text);
  const others = (instruction.script?.commands ?? []).filter((one) => one !== extraction && !deletes(one, name));
  const folder = args[args.findIndex(({ text }) => text === '-C') + 1];
  const plain = args.length <= 4 && args.every(({ text }) => !text.startsWith('--'));
  if (!unpackedByAdd.test(name) || others.length > 0 || instruction.outer || !plain) return undefined;
  if (!parts || parts.count > 1 || !folder?.isLiteral || !args.some(({ text }) => text === '-C') || copy.json)
    return undefined;
  return {
    title: l10n.t('Unpack it with ADD'),
    edits: [
      replace(copy.keywordWord, copy.keywordWord.text === copy.keywordWord.text.toLowerCase() ? 'add' : 'ADD'),
      replace(parts.destination, folder.text.endsWith('/') ? folder.text : `${folder.text}/`),
      removeInstruction(instruction),
    ],
    safe: false,
  };
}

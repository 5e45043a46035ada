import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { appendToPath, copyArguments } from '../lint/copies.ts';
import { someFlagLacksValue } from '../lint/flags.ts';
import type { Rule } from '../lint/rule.ts';
import { workingFolder } from '../lint/workdirs.ts';

interface Options {
  /** Report every COPY, as hadolint does, also where the builder knows that the destination is a folder; but no ADD. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-multi-source-needs-slash',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3021'],
  presets: { hadolint: { severity: 'error', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const instruction of [...file.all('COPY'), ...(options.everywhere ? [] : file.all('ADD'))]) {
      const copy = copyArguments(instruction);
      if (!copy || copy.count < 2 || instruction.outer || someFlagLacksValue(instruction)) continue;
      const { destination } = copy;
      const path = file.expand(destination.text, instruction);
      // A slash behind an unknown variable is one all the same.
      if (/[/\\]["']?$/.test(path ?? destination.text) || (path === undefined && !options.everywhere)) continue;
      const isFolder = path !== undefined && isKnownFolder(instruction, path);
      if (isFolder && !options.everywhere) continue;
      const title = l10n.t('Append `/`');
      yield {
        range: destination.range,
        message: l10n.t(
          'With several sources the destination must be a folder and end in `/`: else each file overwrites the one before.',
        ),
        ...(canAppend(destination) && {
          fixes: [{ title, edits: [appendToPath(destination, '/')], safe: isFolder }],
        }),
      };
    }
  },
};

export default rule;

/** What exists as a folder already: the builder puts files into it, slash or not. */
function isKnownFolder(instruction: Instruction, path: string): boolean {
  if (path === '.' || path === '..' || /\/\.{1,2}$/.test(path)) return true;
  return path === workingFolder(instruction).path;
}

function canAppend({ text }: Word): boolean {
  return !/["']/.test(text) || /^(["'])[^"']*\1$/.test(text);
}

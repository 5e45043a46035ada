import * as l10n from '@vscode/l10n';
import { cleanPath } from '../context/ignorefile.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: silent where the ignore file has an exception. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-ignored-file',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['CopyIgnoredFile'],
  presets: { buildkit: { severity: 'warning', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },

  *check(file, { ignoreFile }) {
    // With an exception below an excluded folder the folder itself still has content: BuildKit is silent, so are we.
    if (!ignoreFile || ignoreFile.hasExceptions) return;
    for (const instruction of [...file.all('COPY'), ...file.all('ADD')]) {
      for (const source of localSources(instruction)) {
        const text = file.expand(source.text, instruction);
        if (text === undefined || /^[a-z]+:\/\/|^git@/i.test(text)) continue;
        const pattern = ignoreFile.excludes(cleanPath(text.replace(/^\/+/, '')));
        if (!pattern) continue;
        yield {
          range: source.range,
          message: l10n.t('`{source}` is not in the build context: `.dockerignore` excludes it with `{pattern}`.', {
            source: text,
            pattern: pattern.text,
          }),
        };
      }
    }
  },
};

export default rule;

/** The sources that come from the build context: no `--from`, no heredoc; the last word is the destination. */
function localSources(instruction: Instruction): readonly Word[] {
  if (instruction.flag('from')) return [];
  const markers = new Set(instruction.heredocs.map((heredoc) => heredoc.marker.start));
  return instruction.args.slice(0, -1).filter((word) => !markers.has(word.start));
}

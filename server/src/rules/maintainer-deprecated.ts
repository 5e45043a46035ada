import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import { commentsIn, insertBefore, replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'maintainer-deprecated',
  category: 'deprecated',
  severity: 'warning',
  recommended: true,
  aliases: ['MaintainerDeprecated', 'DL4000'],
  presets: { hadolint: { severity: 'error' }, buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('MAINTAINER')) {
      // ONBUILD cannot trigger it at all.
      if (instruction.outer) continue;
      const fix = toLabel(instruction);
      yield {
        range: instruction.range,
        message: l10n.t(
          'MAINTAINER is deprecated: a label says the same, can be found with `docker inspect` and filtered by.',
        ),
        tags: ['deprecated'],
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/**
 * `MAINTAINER x` → `LABEL org.opencontainers.image.authors="x"`. The Author field of the image becomes a label. Signs are
 * escaped one by one, so that lines and comments stay.
 */
function toLabel(instruction: Instruction): Fix | undefined {
  const { keywordWord, rest, line, source, file } = instruction;
  if (rest.text === '' || commentsIn(instruction, keywordWord.end, rest.start).length > 0) return undefined;
  const isQuoted = /^(["']).*\1$/.test(rest.text);
  const text = isQuoted ? rest.text.slice(1, -1) : rest.text;
  const start = line.indexOf(rest.start) + (isQuoted ? 1 : 0);
  const name = line.word(start, start + text.length);
  const special = file.escape === '`' ? /["$`]/g : /["$\\]/g;
  const escapes = [...text.matchAll(special)].map(({ index }) =>
    insertBefore(line.word(start + index, start + index + 1), file.escape),
  );
  const keyword = keywordWord.text === keywordWord.text.toLowerCase() ? 'label' : 'LABEL';
  const key = `${keyword} org.opencontainers.image.authors="`;
  return {
    title: l10n.t('Replace with a LABEL'),
    edits: [
      replace(new Span(source, keywordWord.start, name.start), key),
      ...escapes,
      replace(new Span(source, name.end, rest.end), '"'),
    ],
    safe: true,
  };
}

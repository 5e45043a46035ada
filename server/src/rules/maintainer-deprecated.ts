import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
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

/** `MAINTAINER x` → `LABEL org.opencontainers.image.authors="x"`. The Author field of the image becomes a label. */
function toLabel(instruction: Instruction): Fix | undefined {
  const { keywordWord, rest, source, file } = instruction;
  if (rest.text === '') return undefined;
  const name = rest.text.replace(/^(["'])(.*)\1$/, '$2');
  const value = name.replace(/["\\$`]/g, (c) => (c === '`' && file.escape !== '`' ? c : file.escape + c));
  const keyword = keywordWord.text === keywordWord.text.toLowerCase() ? 'label' : 'LABEL';
  return {
    title: l10n.t('Replace with a LABEL'),
    edits: [
      replace(new Span(source, keywordWord.start, rest.end), `${keyword} org.opencontainers.image.authors="${value}"`),
    ],
    safe: true,
  };
}

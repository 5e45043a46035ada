import * as l10n from '@vscode/l10n';
import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { stageReferences } from '../lint/stages.ts';

const rule: Rule = {
  id: 'stage-name-casing',
  category: 'style',
  severity: 'hint',
  recommended: true,
  aliases: ['StageNameCasing'],
  presets: { buildkit: { severity: 'warning' } },

  *check(file) {
    for (const { name } of file.stages) {
      if (!name || name.text === name.text.toLowerCase()) continue;
      yield {
        range: name.range,
        message: l10n.t(
          '`{name}` is kept as `{lower}`, and `FROM {name}` would not find it: write names of stages in lower case.',
          { name: name.text, lower: name.text.toLowerCase() },
        ),
        fixes: [lowerCase(file, name)],
      };
    }
  },
};

export default rule;

/** The name and every word that means it. */
function lowerCase(file: Dockerfile, name: Word): Fix {
  const wanted = name.text.toLowerCase();
  const bases = file.stages.flatMap(({ imageWord }: Stage) => (imageWord ? [imageWord] : []));
  const words = [name, ...bases, ...stageReferences(file).map(({ value }) => value)].filter(
    ({ text }) => text !== wanted && text.toLowerCase() === wanted,
  );
  return {
    title: l10n.t('Change to `{name}`', { name: wanted }),
    edits: words.map((word) => replace(word, wanted)),
    safe: true,
  };
}

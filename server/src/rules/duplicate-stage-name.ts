import * as l10n from '@vscode/l10n';
import type { Word } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'duplicate-stage-name',
  category: 'multi-stage',
  severity: 'warning',
  recommended: true,
  aliases: ['DuplicateStageName', 'DL3024'],
  presets: { hadolint: { severity: 'error' }, buildkit: { severity: 'warning' } },

  *check(file) {
    const seen = new Map<string, Word>();
    for (const { name } of file.stages) {
      if (!name) continue;
      const key = name.text.toLowerCase();
      const first = seen.get(key);
      seen.set(key, name);
      if (!first) continue;
      yield {
        range: name.range,
        message: l10n.t(
          'Another stage is called `{name}` already: `--target` and `--from` find only the last one of that name.',
          { name: name.text },
        ),
        related: [{ range: first.range, message: l10n.t('The other stage is here') }],
      };
    }
  },
};

export default rule;
